import { readdir, rm } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import { Killers } from "../../src/engine/killers.ts";
import { DEFAULT_LIMITS } from "../../src/engine/limits.ts";
import { EngineLost } from "../../src/ports.ts";
import { ask, freshCache, migration } from "./ask.ts";

const cacheDir = await freshCache();
afterAll(() => rm(cacheDir, { recursive: true }));

/** Far enough that the clock of a busy machine does not come first. */
const limits = { change: 3000, replay: 3000 };
const loop = (name: string): string => `do $$ begin loop /* ${name} */ end loop; end $$`;
const LOST = "the engine went over its limit of 3 s (change)";

test("what an engine was lost at is left out at once afterwards, and told", { timeout: 300_000 }, async () => {
  const engine = await startEngine({ cacheDir, limits });
  const change = migration("a", ["create table t (id int)", loop("a")], "drop table t");
  const first = await ask(engine, [], change);
  expect(first.leftOut).toEqual([{ id: "a#up:1", reason: LOST }]);
  expect(first.migrations[0]).toMatchObject({ result: "not-provable", statements: [{}, { skipped: LOST }] });

  const warm = await ask(engine, [], change);
  expect({ ...warm, milliseconds: {} }).toEqual({ ...first, milliseconds: {} });

  const history = await ask(engine, ["create table u (id int)", loop("a")], migration("b", "drop table u"));
  expect(history.unreplayed).toEqual([{ id: "history#up:1", reason: LOST }]);
  expect(history.leftOut).toEqual([{ id: "history#up:1", reason: LOST }]);
  await engine.close();
});

test("two in one question lose it, and both are known afterwards", { timeout: 300_000 }, async () => {
  const engine = await startEngine({ cacheDir, limits });
  const change = migration("d", [loop("d"), loop("e"), "create table t ()"]);
  await expect(ask(engine, [], change)).rejects.toThrow(EngineLost);
  const { leftOut, migrations } = await ask(engine, [], change);
  expect(leftOut).toHaveLength(2);
  expect(migrations[0]?.statements.map(({ skipped }) => skipped)).toEqual([LOST, LOST, undefined]);
  await engine.close();
});

test("who was only the last in a long row is under suspicion for one question", async () => {
  const killers = await Killers.load(cacheDir, DEFAULT_LIMITS);
  const change = [migration("a", ["select 1", "select 2"])];
  const question = { defaultSchema: "public", history: [], change };
  const left = (known: Killers): readonly string[] => known.leaveOut(question).leftOut.map(({ id }) => id);
  await killers.remember({ id: "", sql: "select 1" }, "slow", "question");
  await killers.remember({ id: "", sql: "select 2" }, "broke", "engine");
  expect(left(killers)).toEqual(["a#up:0", "a#up:1"]);
  killers.acquit();
  expect(left(killers)).toEqual(["a#up:1"]);
  expect(left(await Killers.load(cacheDir, DEFAULT_LIMITS))).toEqual([]);
  await killers.remember({ id: "", sql: "select 1" }, "slow", "for good");
  expect(left(await Killers.load(cacheDir, DEFAULT_LIMITS))).toEqual(["a#up:0"]);
  expect(left(await Killers.load(cacheDir, { ...DEFAULT_LIMITS, change: 1 }))).toEqual([]);
  expect((await readdir(cacheDir)).filter((name) => name.endsWith(".part"))).toEqual([]);
});
