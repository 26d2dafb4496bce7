// What replaying whole histories costs, and what of them does not run: node bench/replay.ts REPO[@REV] …
// REPO is a git directory. Cold: nothing kept at all. Warm: a new engine that finds what the first one kept, as the next review does.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { flights } from "../src/cli/prove/climb.ts";
import { startEngine } from "../src/engine/engine.ts";
import { gather } from "../src/gather.ts";
import { openRepository } from "../src/git/repository.ts";
import type { Answer, Engine, Question } from "../src/ports.ts";
import migrations from "../src/readers/migrations/reader.ts";
import { read } from "../src/readers/read.ts";

setFlagsFromString("--no-wasm-code-gc");

interface Spent {
  readonly wall: number;
  readonly work: number;
}

/** Processor time beside the clock: a busy machine changes only one of them. */
async function spent<T>(run: () => Promise<T>): Promise<{ readonly answer: T; readonly took: Spent }> {
  const [wall, work] = [performance.now(), process.cpuUsage()];
  const answer = await run();
  const { user, system } = process.cpuUsage(work);
  return { answer, took: { wall: performance.now() - wall, work: (user + system) / 1000 } };
}

const told = (name: string, { wall, work }: Spent, { milliseconds }: Answer): void => {
  const { start, replay } = milliseconds;
  const inside = `start ${start.toFixed(0)}, replay ${replay.toFixed(0)}`;
  console.log(`  ${name.padEnd(38)} ${wall.toFixed(0).padStart(6)} ms (${inside}) · processor ${work.toFixed(0)} ms`);
};

/** In one engine, so that only it is measured; closed before the next one starts. */
async function withEngine<T>(cacheDir: string, run: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await startEngine({ cacheDir });
  try {
    return await run(engine);
  } finally {
    await engine.close();
  }
}

async function measure(question: Question): Promise<void> {
  const cacheDir = mkdtempSync(join(tmpdir(), "dataplan-bench-"));
  try {
    await withEngine(cacheDir, (engine) => engine.ask({ ...question, history: [] }));
    await withEngine(cacheDir, async (engine) => {
      const cold = await spent(() => engine.ask(question));
      const files = question.history.filter(
        ({ id, up }) =>
          !cold.answer.unreplayed.some((one) => one.id === id || up.some((script) => script.id === one.id)),
      );
      const statements = question.history.reduce((sum, { up }) => sum + up.length, 0);
      console.log(
        `  ${files.length} of ${question.history.length} files replayed whole; ${statements - cold.answer.unreplayed.length} of ${statements} statements; ${Object.keys(cold.answer.catalog).length} objects`,
      );
      const text = new Map(question.history.flatMap(({ up }) => up.map(({ id, sql }) => [id, sql])));
      for (const { id, reason } of cold.answer.unreplayed)
        console.log(
          `    not replayed: ${id}: ${reason}\n      ${(text.get(id) ?? "").replaceAll(/\s+/g, " ").slice(0, 160)}`,
        );
      told("cold (initdb done, nothing replayed)", cold.took, cold.answer);
      const again = await spent(() => engine.ask(question));
      told("the same engine again", again.took, again.answer);
      console.log(`  memory of the whole process: ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`);
    });
    await withEngine(cacheDir, async (engine) => {
      const warm = await spent(() => engine.ask(question));
      told("warm (another engine, from what was kept)", warm.took, warm.answer);
    });
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
}

for (const argument of process.argv.slice(2)) {
  const [path = ".", rev = "HEAD"] = argument.split("@");
  const repository = await openRepository(path);
  const commit = await repository.commit(rev);
  const { head, config } = await gather(repository, commit, commit, { readers: [migrations] });
  const side = await read(head, [migrations], config.config, new Map());
  repository.close();
  for (const { root, tool, migrations: count, steps } of await flights(side, config.config, 1)) {
    const [last] = steps;
    if (last === undefined) continue;
    console.log(`${path} @${commit.slice(0, 9)} ${root} (${tool}, ${count} migrations)`);
    const { history, change, defaultSchema } = last.question;
    await measure({ defaultSchema, history: [...history, ...change], change: [] });
  }
}
