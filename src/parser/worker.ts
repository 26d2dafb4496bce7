import { parentPort, workerData } from "node:worker_threads";
import { hasParser } from "../columns/parse/parser.ts";
import type { ReadQuery } from "../columns/parse/query-reader.ts";
import { here } from "../columns/parse/read-here.ts";
import type { Asked, Told, WorkerSetup } from "./protocol.ts";

const { port, bell, answer } = workerData as WorkerSetup;

function read({ sql, dialect }: Asked): ReadQuery {
  try {
    return here.read(sql, dialect);
  } catch (error) {
    return { unread: `the parser broke: ${error instanceof Error ? error.message.slice(0, 200) : "no reason given"}` };
  }
}

function written(found: ReadQuery): string {
  const json = JSON.stringify(found);
  if (json.length <= answer) return json;
  return JSON.stringify({ unread: `it makes a tree of more than ${answer} characters` } satisfies ReadQuery);
}

function ring(by: number): void {
  Atomics.add(bell, 0, by);
  Atomics.notify(bell, 0);
}

port.on("message", (asked: Asked) => {
  const before = process.threadCpuUsage();
  const json = written(read(asked));
  const { user, system } = process.threadCpuUsage(before);
  const { heapTotal, external } = process.memoryUsage();
  port.postMessage({
    json,
    took: (user + system) / 1000,
    memory: heapTotal + external,
    worn: !hasParser(),
  } satisfies Told);
  ring(1);
});

try {
  await here.begin();
  ring(1);
} catch {
  ring(-1);
}
parentPort?.postMessage("up", []);
