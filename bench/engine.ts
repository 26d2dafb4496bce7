import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../src/config/load.ts";
import { diff } from "../src/diff/diff.ts";
import { startEngine } from "../src/engine/engine.ts";
import { snapshot, type Snapshot } from "../src/model/snapshot.ts";
import type { Answer, MigrationScript } from "../src/ports.ts";
import { questions } from "../src/probe/question.ts";
import { readyToRefuse } from "../src/probe/refusals.ts";
import { read } from "../src/readers/read.ts";
import migrations from "../src/readers/migrations/reader.ts";
import { ruleNames } from "../src/rules.ts";
import { treeOf } from "../test/case/files.ts";

/** node bench/engine.ts FOLDER [LAST]: what it costs to ask the engine about a real history, and what it says of its last steps. */
const [folder = ".", last = "30"] = process.argv.slice(2);
const { config } = loadConfig(undefined, ruleNames);

async function historyOf(path: string): Promise<{ head: Snapshot; scripts: readonly MigrationScript[] }> {
  const head = await read(treeOf("head", path), [migrations], config, new Map());
  await readyToRefuse();
  const nothing = snapshot("base", []);
  const asked = questions(nothing, head, diff(nothing, head), config);
  const longest = asked.toSorted((a, b) => b.question.change.length - a.question.change.length)[0];
  return { head, scripts: longest?.question.change ?? [] };
}

const { scripts } = await historyOf(folder);
const steps = Math.min(Number(last), scripts.length);
const cacheDir = mkdtempSync(join(tmpdir(), "dataplan-bench-"));
/** Processor time since then: what a busy machine does not change. */
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let since = worked();
const ask = (engine: Awaited<ReturnType<typeof startEngine>>, from: number, to: number): Promise<Answer> => {
  since = worked();
  return engine.ask({
    defaultSchema: config.defaultSchema,
    history: scripts.slice(0, from),
    change: scripts.slice(from, to),
  });
};
const told = (name: string, { milliseconds: { start, replay, change } }: Answer): void =>
  console.log(
    `${name.padEnd(24)} start ${start.toFixed(0)} ms · replay ${replay.toFixed(0)} ms · change ${change.toFixed(0)} ms · processor ${(worked() - since).toFixed(0)} ms`,
  );

const end = scripts.length;
console.log(`${end} migrations, ${scripts.reduce((sum, { up }) => sum + up.length, 0)} statements up`);
for (const name of ["cold (initdb)", "from what was kept"]) {
  const engine = await startEngine({ cacheDir });
  const answer = await ask(engine, end - 1, end);
  told(name, answer);
  if (name.startsWith("cold")) {
    console.log(`unreplayed: ${answer.unreplayed.length}`);
    for (const { id, reason } of answer.unreplayed.slice(0, 10)) console.log(`  ${id}: ${reason}`);
    console.log(`catalog: ${Object.keys(answer.catalog).length} objects`);
  } else told("warm, the same again", await ask(engine, end - 1, end));
  await engine.close();
}

const engine = await startEngine({ cacheDir });
const began = performance.now();
const results: Record<string, number> = {};
const costs: number[] = [];
for (let at = end - steps; at < end; at++) {
  const answer = await ask(engine, at, at + 1);
  if (at > end - steps) costs.push(worked() - since);
  for (const { id, result, detail, differences, statements } of answer.migrations) {
    results[result] = (results[result] ?? 0) + 1;
    const errors = statements.flatMap((one) => one.error ?? one.skipped ?? []);
    if (result !== "exact" || errors.length > 0) console.log(`  ${id}: ${result}: ${detail}`);
    for (const error of errors.slice(0, 3)) console.log(`      ! ${error}`);
    for (const line of differences.slice(0, 6)) console.log(`      ${line}`);
  }
}
console.log(
  `staircase over the last ${steps}: ${JSON.stringify(results)} in ${((performance.now() - began) / 1000).toFixed(1)} s, median ${costs.toSorted((a, b) => a - b)[costs.length >> 1]?.toFixed(0)} ms of processor a step, rss ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
);
await engine.close();
rmSync(cacheDir, { recursive: true, force: true });
