import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import { BUILD } from "../../src/engine/database.ts";
import { EngineLost, type Question } from "../../src/ports.ts";
import { CACHE, migration } from "./ask.ts";

const EMPTY = `${BUILD}-empty.zst`;

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

test("the bundled extensions can be created, also where the engine was warm without them", async () => {
  const engine = await startEngine({ cacheDir: CACHE });
  const names = [
    "pg_trgm",
    "ltree",
    "citext",
    "hstore",
    "pgcrypto",
    "uuid-ossp",
    "btree_gin",
    "btree_gist",
    "unaccent",
  ];
  for (const all of [[], names]) {
    const create = migration(
      "1",
      all.map((name) => `create extension if not exists "${name}"`),
    );
    const { migrations } = await engine.ask({ defaultSchema: "public", history: [], change: [create] });
    expect(migrations[0]?.statements.map(({ error }) => error)).toEqual(all.map(() => undefined));
  }
  const cascade = migration("1", "create extension earthdistance cascade", "drop extension cube cascade");
  const { migrations } = await engine.ask({ defaultSchema: "public", history: [], change: [cascade] });
  expect(migrations[0]?.result).toBe("exact");
  await engine.close();
});

test("a replay that took long is kept, with what it could not run, and found again by any engine", async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), "dataplan-kept-"));
  await cp(join(CACHE, EMPTY), join(cacheDir, EMPTY));
  const history = [
    migration("1", ["create table t ()", "create table v (v vector)"]),
    migration("2", "create table u ()"),
  ];
  const kept = async () => (await readdir(cacheDir)).filter((name) => name !== EMPTY);
  for (const [keepAfter, steps, files] of [
    [0, 1, 1],
    [1e6, 1, 1],
    [1e6, 2, 1],
    [0, 2, 2],
  ] as const) {
    const engine = await startEngine({ cacheDir, keepAfter });
    const answer = await engine.ask({ defaultSchema: "public", history: history.slice(0, steps), change: [] });
    expect(answer.unreplayed).toEqual([{ id: "1#up:1", reason: 'type "vector" does not exist' }]);
    expect("table public.t" in answer.catalog).toBe(true);
    expect("table public.u" in answer.catalog).toBe(steps > 1);
    expect(await kept()).toHaveLength(files);
    await engine.close();
  }
  await rm(cacheDir, { recursive: true });
});

test("the names of kept files follow the build that they fit", async () => {
  const { dependencies } = JSON.parse(await readFile(join(import.meta.dirname, "../../package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  expect(EMPTY).toBe(`pglite-${dependencies["@electric-sql/pglite"]}-empty.zst`);
});

test("a broken prepared file is thrown away and made again", async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), "dataplan-broken-cache-"));
  const whole = await readFile(join(CACHE, EMPTY));
  await writeFile(join(cacheDir, EMPTY), whole.subarray(0, whole.length / 2));
  const engine = await startEngine({ cacheDir });
  const { migrations } = await engine.ask(after(0));
  expect(migrations[0]?.result).toBe("exact");
  await engine.close();
  expect((await readFile(join(cacheDir, EMPTY))).length).toBeGreaterThan(whole.length / 2);
  await rm(cacheDir, { recursive: true });
});

test("closed in the middle of a question, it stays closed", async () => {
  const engine = await startEngine({ cacheDir: CACHE });
  const asked = engine.ask(after(2));
  const refused = expect(asked).rejects.toThrow(EngineLost);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await engine.close();
  await refused;
  await expect(engine.ask(after(2))).rejects.toThrow("the engine was closed");
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
