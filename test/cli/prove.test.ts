import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { commit, dataplan, git, scratch } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);

const CACHE = { XDG_CACHE_HOME: join(tmpdir(), "dataplan-test-cache") };

/** A way up and, where there is one, a way down. */
const pair = (root: string, name: string, up: string, down?: string): Record<string, string> => ({
  [`${root}/${name}.up.sql`]: `${up};\n`,
  ...(down === undefined ? {} : { [`${root}/${name}.down.sql`]: `${down};\n` }),
});

function repository(name: string, files: Readonly<Record<string, string>>): string {
  const repo = join(folder, name);
  mkdirSync(repo, { recursive: true });
  git(repo, "init", "-q", "-b", "main");
  commit(repo, "all", files);
  return repo;
}

const shop = repository("shop", {
  ...pair(
    "migrations",
    "0001_users",
    "CREATE TABLE users (id bigint PRIMARY KEY, code text NOT NULL)",
    "DROP TABLE users",
  ),
  ...pair("migrations", "0002_code", "ALTER TABLE users DROP COLUMN code", "ALTER TABLE users ADD COLUMN code text"),
  ...pair("migrations", "0003_nick", "ALTER TABLE users ADD COLUMN nick text", "ALTER TABLE users DROP COLUMN nik"),
  ...pair("migrations", "0004_age", "ALTER TABLE users ADD COLUMN age int"),
  ...pair("migrations", "0005_index", "CREATE INDEX nick_age ON users (nick, age)", "DROP INDEX nick_age"),
});

const DIFFERENCES = ["- column public.users.code text not null", "+ column public.users.code text"];

describe("a history of every kind", () => {
  test("is told line by line, with totals, and blocks", () => {
    const { code, out, err } = dataplan(["prove"], shop, CACHE);
    expect(err).toBe("");
    expect(out.split("\n")).toEqual([
      "migrations (golang-migrate): 5 migrations, 4 with a way down",
      "✔ exact         0001_users",
      "✖ differs:      0002_code (lost on the way up: the values of `public.users.code`)",
      ...DIFFERENCES.map((line) => `    ${line}`),
      '✖ fails:        0003_nick: column "nik" of relation "users" does not exist, at `ALTER TABLE users DROP COLUMN nik`',
      "○ not-provable: 0004_age: no way down to run",
      "✔ exact         0005_index",
      "5 migrations: 2 exact, 1 differ, 1 fail, 1 not provable",
      "",
    ]);
    expect(code).toBe(1);
  }, 180_000);

  test("is told as data", () => {
    const { code, out } = dataplan(["prove", "--all", "--format", "json"], shop, CACHE);
    const told = JSON.parse(out) as { migrations: { id: string; result: string; differences: string[] }[] };
    expect(told).toMatchObject({
      version: 1,
      head: git(shop, "rev-parse", "HEAD"),
      totals: { exact: 2, differs: 1, fails: 1, "not-provable": 1 },
      notes: [],
    });
    expect(told.migrations.map(({ id, result }) => [id, result])).toEqual([
      ["migration:migrations/0001_users", "exact"],
      ["migration:migrations/0002_code", "differs"],
      ["migration:migrations/0003_nick", "fails"],
      ["migration:migrations/0004_age", "not-provable"],
      ["migration:migrations/0005_index", "exact"],
    ]);
    expect(told.migrations[1]).toMatchObject({
      detail:
        "the way down does not restore the catalog: 1 line lost, 1 line left over; lost on the way up: the values of `public.users.code`",
      differences: DIFFERENCES,
      rows: { result: "lost", lost: [{ table: "public.users", column: "code", by: "up", how: "dropped" }] },
    });
    expect(code).toBe(1);
  }, 180_000);

  test("the last ones are proved on all that stood before", () => {
    const { code, out } = dataplan(["prove", "--last", "1", "--repo", shop], folder, CACHE);
    expect(out.split("\n")).toEqual([
      "migrations (golang-migrate): 5 migrations, 4 with a way down, the last 1 tried (--all for every one)",
      "✔ exact         0005_index",
      "1 migration: 1 exact, 0 differ, 0 fail, 0 not provable",
      "",
    ]);
    expect(code).toBe(0);
  }, 180_000);
});

test("several histories one after another; one without any way down is told in a line, and what is not read is named", () => {
  const repo = repository("several", {
    ...pair("a/migrations", "0001_users", "CREATE TABLE users (id bigint PRIMARY KEY)", "DROP TABLE users"),
    ...pair("b/migrations", "0001_users", "CREATE TABLE users (id bigint PRIMARY KEY)", "DROP TABLE users"),
    "prisma/migrations/migration_lock.toml": 'provider = "postgresql"\n',
    "prisma/migrations/20260101000000_notes/migration.sql": "CREATE TABLE notes (id bigint PRIMARY KEY);\n",
    "database/migrations/2024_01_01_000000_first.php":
      "<?php\nuse Illuminate\\Database\\Migrations\\Migration;\nreturn new class extends Migration {};\n",
  });
  const { code, out, err } = dataplan(["prove"], repo, CACHE);
  expect(out.split("\n")).toEqual([
    "a/migrations (golang-migrate): 1 migration, 1 with a way down",
    "✔ exact         0001_users",
    "b/migrations (golang-migrate): 1 migration, 1 with a way down",
    "✔ exact         0001_users",
    "prisma/migrations (prisma): 1 migration, none with a way down: nothing to prove",
    "3 migrations: 2 exact, 0 differ, 0 fail, 1 not provable",
    "",
  ]);
  expect(err).toContain("dataplan: not proved: database/migrations/2024_01_01_000000_first.php: ");
  expect(code).toBe(0);
}, 180_000);

test("without a way down in the whole repository the engine is not started", () => {
  const untouched = join(folder, "untouched");
  const repo = repository("forward", pair("migrations", "0001_users", "CREATE TABLE users (id bigint PRIMARY KEY)"));
  expect(dataplan(["prove"], repo, { XDG_CACHE_HOME: untouched }).code).toBe(0);
  expect(existsSync(untouched)).toBe(false);
});

test("a repository without migrations says so", () => {
  const repo = repository("empty", { "README.md": "nothing\n" });
  const { code, out } = dataplan(["prove"], repo, CACHE);
  expect({ code, out }).toEqual({ code: 0, out: "No migrations that are read here: nothing to prove\n" });
});

test("usage errors are told, and end with 2", () => {
  for (const args of [
    ["--last", "0"],
    ["--all", "--last", "3"],
    ["--rev", "nowhere"],
    ["--format", "xml"],
  ]) {
    const { code, err } = dataplan(["prove", ...args], shop, CACHE);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(err).not.toContain("bug");
  }
});
