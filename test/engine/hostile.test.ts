import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import { freshCache, migration } from "./ask.ts";

const limits = { change: 2000, replay: 2000, memory: 1.2e9 };
/** One for all: that it goes on after each of them is the point. */
const cacheDir = await freshCache();
const engine = await startEngine({ cacheDir, limits });
afterAll(async () => {
  await engine.close();
  await rm(cacheDir, { recursive: true });
});

interface Hostile {
  readonly name: string;
  readonly sql: string;
  readonly says: RegExp;
}

const hostile: readonly Hostile[] = [
  { name: "an endless loop", sql: "do $$ begin loop end loop; end $$", says: /limit of 2 s/ },
  { name: "an endless sleep", sql: "select pg_sleep(1e6)", says: /limit of 2 s/ },
  {
    name: "endless rows",
    sql: "create table big as select repeat('x', 900) || n as t from generate_series(1, 1000000000000) n",
    says: /limit of/,
  },
  {
    name: "endless notices",
    sql: "do $$ begin loop raise notice '%', repeat('x', 100000); end loop; end $$",
    says: /limit of/,
  },
  {
    name: "deep recursion",
    sql: "do $$ begin create function deep(n int) returns int language plpgsql as 'begin return deep(n + 1); end'; perform deep(1); end $$",
    says: /stack depth|limit|broke/,
  },
  {
    name: "deep brackets",
    sql: `select ${"(".repeat(50_000)}1${")".repeat(50_000)}`,
    says: /stack|memory|limit|broke/,
  },
  {
    name: "an endless recursive query",
    sql: "with recursive r as (select 1 as n union all select n + 1 from r) select count(*) from r",
    says: /limit of 2 s/,
  },
  { name: "a long text", sql: "select repeat('x', 1000000000)", says: /limit of|memory|broke/ },
  {
    name: "a list of long texts",
    sql: "select array_agg(repeat('x', 1000)) from generate_series(1, 10000000)",
    says: /limit of|memory|broke/,
  },
  {
    name: "a database of many tables",
    sql: "do $$ begin for i in 1..50000 loop execute format('create table t%s (a int, b text)', i); end loop; end $$",
    says: /limit of/,
  },
  {
    name: "a sleep inside a function",
    sql: "do $$ begin execute 'create function s() returns void language sql as $s$ select pg_sleep(1e6) $s$'; perform s(); end $$",
    says: /limit of 2 s/,
  },
  { name: "an end of the transaction in disguise", sql: "select 1; commit; select 1", says: /broke/ },
  {
    name: "a copy put together at run time",
    sql: "do $$ begin execute 'co' || 'py users to pro' || 'gram ''touch /tmp/dataplan-was-here'''; end $$",
    says: /broke|COPY/,
  },
  {
    name: "a file read by a text put together at run time",
    sql: "do $$ begin execute 'select pg_' || 'read_file(''/etc/hostname'')'; end $$",
    says: /No such file/,
  },
  { name: "an untrusted language", sql: "create extension plpython3u", says: /not available/ },
  { name: "a copy through a program", sql: "copy pg_class to program 'touch /tmp/dataplan-was-here'", says: /COPY/ },
  { name: "a copy that waits for rows", sql: "copy users from stdin", says: /COPY/ },
  { name: "a copy behind a DO", sql: "do $$ begin execute 'copy users from program ''id'''; end $$", says: /COPY/ },
  { name: "a file of the host", sql: "select pg_read_file('/etc/hostname')", says: /No such file/ },
  { name: "a file as a large object", sql: "select lo_import('/etc/hostname')", says: /No such file/ },
  { name: "another database", sql: "select dblink_connect('host=127.0.0.1')", says: /does not exist/ },
];

test.each(hostile)(
  "$name is refused or stopped, and the next question is answered",
  { timeout: 120_000 },
  async ({ sql, says }) => {
    const history = [migration("1", "create table users (id int)")];
    const change = [migration("2", ["alter table users add column a int", sql, "alter table users add column b int"])];
    const answer = await engine.ask({ defaultSchema: "public", history, change });
    const [before, bad, after] = answer.migrations[0]?.statements ?? [];
    expect(bad?.error ?? bad?.skipped).toMatch(says);
    for (const good of [before, after])
      expect(good?.locks).toEqual([{ relation: "public.users", mode: "AccessExclusiveLock" }]);
    const next = await engine.ask({ defaultSchema: "public", history, change: [migration("3", "drop table users")] });
    expect(next.migrations[0]?.statements[0]?.removed).toContain("table public.users");
    expect(existsSync("/tmp/dataplan-was-here")).toBe(false);
  },
);

test("twenty megabytes of text", async () => {
  const sql = `comment on table users is '${"x".repeat(20_000_000)}'`;
  const history = [migration("1", "create table users (id int)")];
  const answer = await engine.ask({
    defaultSchema: "public",
    history,
    change: [migration("2", sql, "comment on table users is null")],
  });
  expect(answer.migrations[0]?.result).toBe("exact");
});

test("an endless statement of the history is left out, and told", { timeout: 120_000 }, async () => {
  const history = [migration("1", ["create table users (id int)", "do $$ begin loop end loop; end $$"])];
  const answer = await engine.ask({ defaultSchema: "public", history, change: [migration("2", "drop table users")] });
  expect(answer.unreplayed).toHaveLength(1);
  expect(answer.unreplayed[0]?.reason).toMatch(/limit of 2 s/);
  expect(answer.migrations[0]?.statements[0]?.error).toBeUndefined();
});

test("an endless way down is left out, and told", { timeout: 120_000 }, async () => {
  const history = [migration("1", "create table users (id int)")];
  const down = ["create table users (id int)", "do $$ begin loop /* down */ end loop; end $$"];
  const change = [migration("2", "drop table users", down)];
  const { migrations, leftOut } = await engine.ask({ defaultSchema: "public", history, change });
  expect(migrations[0]).toMatchObject({ result: "not-provable", detail: expect.stringContaining("limit of 2 s") });
  expect(leftOut).toEqual([{ id: "2#down:1", reason: expect.stringContaining("limit of 2 s") }]);
});
