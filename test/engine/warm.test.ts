import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import type { Question } from "../../src/ports.ts";
import { CACHE, migration } from "./ask.ts";

const steps = [
  migration("1", "create table users (id bigint primary key)", "drop table users"),
  migration("2", "alter table users add column email text", "alter table users drop column email"),
  migration("3", "grant select on users to reporting"),
  migration("4", ["insert into __diesel_schema_migrations (version) values ('x')", "create table notes (id int)"]),
  migration("5", "alter table notes add column text text", "alter table notes drop column text"),
];

const after = (count: number, history = steps): Question => ({
  defaultSchema: "public",
  history: history.slice(0, count),
  change: history.slice(count, count + 1),
});

test("a history that goes on is replayed from where it stopped; another one from the start", async () => {
  const engine = await startEngine({ cacheDir: CACHE });
  for (const count of [1, 4, 2]) {
    const { unreplayed, migrations, catalog } = await engine.ask(after(count));
    expect(unreplayed).toEqual([]);
    expect(migrations[0]?.statements.map(({ error }) => error)).toEqual([undefined]);
    expect("column public.users.email" in catalog).toBe(count > 1);
    expect("table public.notes" in catalog).toBe(count > 3);
    expect("table public.__diesel_schema_migrations" in catalog).toBe(false);
  }
  const edited = [migration("1", "create table people (id bigint primary key)"), ...steps.slice(1)];
  const answer = await engine.ask(after(2, edited));
  expect(answer.unreplayed).toEqual([{ id: "2#up:0", reason: 'relation "users" does not exist' }]);
  expect(answer.migrations[0]?.statements[0]?.skipped).toMatch(
    /^the history before it could not be replayed as a whole/,
  );
  await engine.close();
});

test("the change leaves nothing behind", async () => {
  const engine = await startEngine({ cacheDir: CACHE });
  const question = after(1);
  const first = await engine.ask(question);
  const second = await engine.ask(question);
  expect(second.catalog).toEqual(first.catalog);
  expect(second.migrations).toEqual(first.migrations);
  expect(second.milliseconds.start).toBeLessThan(first.milliseconds.start);
  await engine.close();
});

test("what is refused in a history is told, and the rest of its transaction runs", async () => {
  const engine = await startEngine({ cacheDir: CACHE });
  const history = [
    migration("1", ["create table a (id int)", "create table b (v vector(3))", "create table c (id int)"]),
  ];
  const { unreplayed, catalog } = await engine.ask({ defaultSchema: "app", history, change: [] });
  expect(unreplayed).toEqual([{ id: "1#up:1", reason: 'type "vector" does not exist' }]);
  expect(Object.keys(catalog).filter((key) => key.startsWith("table "))).toEqual(["table app.a", "table app.c"]);
  await engine.close();
});

test("a broken prepared file is thrown away and made again", async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), "dataplan-broken-cache-"));
  const [name = ""] = (await readdir(CACHE)).filter((file) => file.endsWith("empty.zst"));
  const whole = await readFile(join(CACHE, name));
  await writeFile(join(cacheDir, name), whole.subarray(0, whole.length / 2));
  const engine = await startEngine({ cacheDir });
  const { migrations } = await engine.ask(after(0));
  expect(migrations[0]?.result).toBe("exact");
  await engine.close();
  expect((await readFile(join(cacheDir, name))).length).toBeGreaterThan(whole.length / 2);
  await rm(cacheDir, { recursive: true });
});

test("the process ends, closed or forgotten", async () => {
  const engine = JSON.stringify(join(import.meta.dirname, "../../src/engine/engine.ts"));
  for (const end of ["await engine.close()", ""]) {
    const program = `import { startEngine } from ${engine}; const engine = await startEngine({ cacheDir: ${JSON.stringify(CACHE)} });
      const { engine: version } = await engine.ask({ defaultSchema: "public", history: [], change: [] }); console.log(version); ${end}`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
      timeout: 30_000,
    });
    expect(stdout).toBe("18\n");
  }
});
