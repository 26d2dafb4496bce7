import { rm } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import { EngineLost, type Question } from "../../src/ports.ts";
import { freshCache, migration } from "./ask.ts";

const cacheDir = await freshCache();
const engine = await startEngine({ cacheDir });
afterAll(async () => {
  await engine.close();
  await rm(cacheDir, { recursive: true });
});

const HISTORY = [migration("1", ["create table users (id int primary key, name text)", "create table other (id int)"])];
const LAST = "alter table users drop column name";

const asking = (change: readonly string[], history = HISTORY): Question => ({
  defaultSchema: "public",
  history,
  change: [migration("2", [...change, LAST], "select 1")],
});

/** The next question finds everything as it was, and is answered as if nothing had been. */
async function expectUnharmed(): Promise<void> {
  const change = [migration("3", LAST, "alter table users add column name text")];
  const answer = await engine.ask({ defaultSchema: "public", history: HISTORY, change });
  expect(answer).toMatchObject({ unreplayed: [], leftOut: [], migrations: [{ result: "exact" }] });
  expect(answer.migrations[0]?.statements[0]?.removed).toEqual(["column public.users.name"]);
}

const SHADOW = "set search_path = evil, pg_catalog, public";

test.each<[string, string[]]>([
  [
    "a function in front of ours",
    [
      "create schema evil",
      "create function evil.format_type(oid, int) returns text language sql as 'select null::text'",
      SHADOW,
    ],
  ],
  [
    "an operator in front of ours",
    [
      "create schema evil",
      "create function evil.no(name, text) returns bool language sql as 'select false'",
      "create operator evil.!~ (leftarg = name, rightarg = text, function = evil.no)",
      "create function evil.never(oid, oid) returns bool language sql as 'select false'",
      "create operator evil.= (leftarg = oid, rightarg = oid, function = evil.never)",
      SHADOW,
    ],
  ],
  [
    "tables of the catalog's names",
    [
      "create schema evil",
      "create table evil.pg_class (oid oid, relname text)",
      "create table evil.pg_locks (a int)",
      SHADOW,
    ],
  ],
  ["a setting of identifiers and texts", ["set standard_conforming_strings = off", "set quote_all_identifiers = on"]],
  ["a time limit", ["set statement_timeout = 1"]],
  [
    "an event trigger",
    [
      "create function quiet() returns event_trigger language plpgsql as 'begin end'",
      "create event trigger quiet on sql_drop execute function quiet()",
    ],
  ],
  ["our own savepoints", ["release savepoint statement", "rollback to savepoint look"]],
  ["a lock", ["select pg_advisory_lock(1)", "lock table users"]],
  [
    "a prepared statement, a cursor, a channel",
    ["prepare look as select 1", "declare look cursor for select 1", "listen look"],
  ],
])("seen all the same, and forgotten: %s", async (_, change) => {
  const { migrations } = await engine.ask(asking(change));
  const [only] = migrations;
  expect(only?.statements.at(-1)).toMatchObject({ removed: expect.arrayContaining(["column public.users.name"]) });
  expect(only?.statements.at(-1)?.locks).toContainEqual({ relation: "public.users", mode: "AccessExclusiveLock" });
  expect(only?.result).toBe("differs");
  expect(only?.differences).toContain("- column public.users.name text");
  await expectUnharmed();
});

test.each<[string, string[]]>([
  ["by DO", ["do $$ begin execute 'create role weak'; execute 'set role weak'; end $$"]],
  ["for the session", ["do $$ begin execute 'create role weak'; execute 'set session authorization weak'; end $$"]],
  ["by a setting", ["create role weak", "select set_config('role', 'weak', false)"]],
])("a role taken %s is kept as PostgreSQL keeps it, and not for the next question", async (_, change) => {
  const { migrations } = await engine.ask(asking(change));
  expect(migrations[0]?.statements.at(-1)?.error).toBe("must be owner of table users");
  await expectUnharmed();
});

const RETURNS_NOTHING = "(oid, int) returns text language sql stable as $f$ select null::text $f$";
const HIDDEN = `do $$ begin execute 'create or replace function pg_' || 'catalog.format_type${RETURNS_NOTHING}'; end $$`;

test("who changes PostgreSQL's own functions gets no answer at all, in the change or before it", async () => {
  await expect(engine.ask(asking([HIDDEN]))).rejects.toThrow(EngineLost);
  await expectUnharmed();
  await expect(engine.ask(asking([], [...HISTORY, migration("b", HIDDEN)]))).rejects.toThrow(
    "`format_type` of PostgreSQL itself",
  );
  await expectUnharmed();
});
