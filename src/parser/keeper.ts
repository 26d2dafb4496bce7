import { extname } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import type { QueryReader, ReadQuery } from "../columns/parse/query-reader.ts";
import { BoundedMemory } from "../memory/bounded-memory.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import type { Asked, Told, WorkerSetup } from "./protocol.ts";

/** The same file, stripped on the fly from a checkout and compiled in a package. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
const LOOK_EVERY = 50;
/** By the clock a limit is several times as long: a machine that does other things as well makes everything late. */
const PATIENCE = 5;

interface Started {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly bell: Int32Array;
}

/**
 * Reads queries in a worker, which it watches and throws away where a text makes it go over a limit. It is waited for without
 * letting go of the thread: a query is asked for in the middle of a rule, and nothing else could go on without it.
 */
export class ParserKeeper implements QueryReader {
  readonly #limits: Limits;
  readonly #known: BoundedMemory<ReadQuery>;
  #started: Started | undefined;
  #spent = 0;

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#known = new BoundedMemory(this.#limits.kept);
  }

  /** The worker is not waited for: there is other work to do until the first text. */
  begin(): Promise<void> {
    this.#spent = 0;
    this.#started ??= start(this.#limits);
    return Promise.resolve();
  }

  read(sql: string, dialect: string): ReadQuery {
    const key = `${dialect}\n${sql}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { together } = this.#limits;
    if (this.#spent > together)
      return { unread: `the ${together / 1000} s that reading SQL may take in one review were used up by other texts` };
    const { found, size } = this.#ask({ sql, dialect });
    this.#known.set(key, found, size + key.length);
    return found;
  }

  close(): void {
    const started = this.#started;
    this.#started = undefined;
    if (started !== undefined) end(started);
  }

  #ask(asked: Asked): { readonly found: ReadQuery; readonly size: number } {
    const { port, bell } = (this.#started ??= start(this.#limits));
    if (!this.#isUp(bell)) {
      this.#spent = Infinity;
      return unread("the SQL parser did not start");
    }
    const heard = Atomics.load(bell, 0);
    port.postMessage(asked);
    const over = this.#wait(bell, heard, this.#limits.text, this.#limits.memory);
    if (over !== undefined) {
      this.close();
      return unread(`the SQL parser went over its limit of ${over}`);
    }
    const { message } = receiveMessageOnPort(port) as { readonly message: Told };
    this.#spent += message.took;
    if (message.worn || message.memory > this.#limits.memory) this.close();
    return { found: JSON.parse(message.json) as ReadQuery, size: message.json.length };
  }

  #isUp(bell: Int32Array): boolean {
    if (Atomics.load(bell, 0) === 0) this.#wait(bell, 0, this.#limits.start, Infinity);
    return Atomics.load(bell, 0) > 0;
  }

  /** Until the bell was rung once more; else the limit that was gone over. */
  #wait(bell: Int32Array, heard: number, limit: number, memory: number): string | undefined {
    const since = moment();
    while (Atomics.wait(bell, 0, heard, LOOK_EVERY) === "timed-out") {
      const now = moment();
      const wall = now.wall - since.wall;
      // Other threads work too, but the worker has never worked longer than the clock went.
      const work = Math.min(wall, now.work - since.work);
      const over = work > limit || wall > limit * PATIENCE ? `${limit / 1000} s` : undefined;
      const fat = now.memory - since.memory > memory ? `${Math.round(memory / 1e6)} MB of memory` : undefined;
      if (over === undefined && fat === undefined) continue;
      this.#spent += work;
      return over ?? fat;
    }
    return undefined;
  }
}

const unread = (reason: string) => ({ found: { unread: reason }, size: reason.length });

/** Milliseconds of work and by the clock, and bytes. */
const moment = () => {
  const { user, system } = process.cpuUsage();
  return { work: (user + system) / 1000, wall: performance.now(), memory: process.memoryUsage.rss() };
};

function start({ answer }: Limits): Started {
  const { port1: port, port2: theirs } = new MessageChannel();
  const bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(WORKER, {
    workerData: { port: theirs, bell, answer } satisfies WorkerSetup,
    transferList: [theirs],
    env: {},
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
  // Node breaks where a worker is ended while it compiles its WASM: until it is up, the process waits for it.
  worker.on("error", () => undefined).once("message", () => worker.unref());
  return { worker, port, bell };
}

function end({ worker, bell }: Started): void {
  if (Atomics.load(bell, 0) !== 0) void worker.terminate();
  else worker.once("message", () => void worker.terminate());
}
