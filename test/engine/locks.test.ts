import { afterAll, expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import { CACHE, observed, strongest } from "./ask.ts";

const engine = await startEngine({ cacheDir: CACHE });
afterAll(() => engine.close());

const HISTORY = [
  "create table accounts (id bigint primary key, owner text not null, code varchar(10), balance integer, note text, seen timestamptz, email text)",
  "create table orders (id bigserial primary key, account_id bigint, total numeric(10, 2), state text)",
  "alter table accounts add constraint balance_known check (balance is not null)",
  "alter table accounts add constraint note_known check (note is not null) not valid",
  "alter table orders add constraint total_positive check (total > 0) not valid",
  "create index accounts_owner on accounts (owner)",
  "create view owners as select id, owner from accounts",
  "create materialized view totals as select account_id, sum(total) from orders group by account_id",
  "create function touch() returns trigger language plpgsql as 'begin return new; end'",
  'create table "Order" (id integer primary key)',
  "create table events (id bigint not null, at date not null) partition by range (at)",
  "create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')",
];

interface Known {
  readonly sql: string;
  /** As PostgreSQL's own pages say (explicit-locking, alter table, create index …). */
  readonly locks: Readonly<Record<string, string>>;
  readonly rewrote?: readonly string[];
  readonly scanned?: readonly string[];
}

const ACCESS_EXCLUSIVE = { "public.accounts": "AccessExclusiveLock" };
const SHARE_ROW = { "public.orders": "ShareRowExclusiveLock", "public.accounts": "ShareRowExclusiveLock" };

const known: readonly Known[] = [
  { sql: "alter table accounts add column age integer", locks: ACCESS_EXCLUSIVE },
  { sql: "alter table accounts add column age integer not null default 0", locks: ACCESS_EXCLUSIVE },
  {
    sql: "alter table accounts add column token uuid default gen_random_uuid()",
    locks: ACCESS_EXCLUSIVE,
    rewrote: ["public.accounts"],
    scanned: ["public.accounts"],
  },
  { sql: "alter table accounts drop column email", locks: ACCESS_EXCLUSIVE },
  { sql: "alter table accounts rename column email to mail", locks: ACCESS_EXCLUSIVE },
  { sql: "alter table accounts alter column code type varchar(20)", locks: ACCESS_EXCLUSIVE },
  { sql: "alter table accounts alter column code type text", locks: ACCESS_EXCLUSIVE },
  {
    sql: "alter table accounts alter column balance type bigint",
    locks: ACCESS_EXCLUSIVE,
    rewrote: ["public.accounts"],
    scanned: ["public.accounts"],
  },
  {
    sql: "alter table accounts alter column code type varchar(5)",
    locks: ACCESS_EXCLUSIVE,
    rewrote: ["public.accounts"],
    scanned: ["public.accounts"],
  },
  { sql: "alter table accounts alter column balance set not null", locks: ACCESS_EXCLUSIVE },
  {
    sql: "alter table accounts alter column email set not null",
    locks: ACCESS_EXCLUSIVE,
    scanned: ["public.accounts"],
  },
  { sql: "alter table accounts alter column note set not null", locks: ACCESS_EXCLUSIVE, scanned: ["public.accounts"] },
  { sql: "alter table accounts add constraint c check (balance >= 0) not valid", locks: ACCESS_EXCLUSIVE },
  {
    sql: "alter table accounts add constraint c check (balance >= 0)",
    locks: ACCESS_EXCLUSIVE,
    scanned: ["public.accounts"],
  },
  {
    sql: "alter table orders validate constraint total_positive",
    locks: { "public.orders": "ShareUpdateExclusiveLock" },
    scanned: ["public.orders"],
  },
  {
    sql: "alter table orders add constraint fk foreign key (account_id) references accounts (id)",
    locks: SHARE_ROW,
    scanned: ["public.accounts", "public.orders"],
  },
  {
    sql: "alter table orders add constraint fk foreign key (account_id) references accounts (id) not valid",
    locks: SHARE_ROW,
  },
  { sql: "create index on accounts (email)", locks: { "public.accounts": "ShareLock" }, scanned: ["public.accounts"] },
  { sql: "drop index accounts_owner", locks: ACCESS_EXCLUSIVE },
  {
    sql: "create trigger t before update on accounts for each row execute function touch()",
    locks: { "public.accounts": "ShareRowExclusiveLock" },
  },
  {
    sql: "alter table accounts set (fillfactor = 70)",
    locks: { "public.accounts": "ShareUpdateExclusiveLock" },
  },
  {
    sql: "alter table accounts alter column owner set statistics 500",
    locks: { "public.accounts": "ShareUpdateExclusiveLock" },
  },
  { sql: "comment on table accounts is 'x'", locks: { "public.accounts": "ShareUpdateExclusiveLock" } },
  { sql: "truncate orders", locks: { "public.orders": "AccessExclusiveLock" } },
  { sql: "update accounts set note = 'y' where id = 5", locks: { "public.accounts": "RowExclusiveLock" } },
  {
    sql: "update accounts set note = 'y'",
    locks: { "public.accounts": "RowExclusiveLock" },
    scanned: ["public.accounts"],
  },
  {
    sql: "refresh materialized view totals",
    locks: { "public.totals": "AccessExclusiveLock", "public.orders": "AccessShareLock" },
    rewrote: ["public.totals"],
    scanned: ["public.orders"],
  },
  { sql: 'alter table "Order" add column x text', locks: { 'public."Order"': "AccessExclusiveLock" } },
  { sql: "create index concurrently on accounts (email)", locks: {} },
];

test.each(known)("$sql", async ({ sql, locks, rewrote = [], scanned = [] }) => {
  const seen = await observed(engine, HISTORY, sql);
  const ofTables = Object.entries(strongest(seen)).filter(([name]) => name !== "public.owners");
  expect({ locks: Object.fromEntries(ofTables), rewrote: seen.rewrote, scanned: seen.scanned }).toEqual({
    locks,
    rewrote,
    scanned,
  });
});

test("a partition's rewrite is its table's", async () => {
  const seen = await observed(engine, HISTORY, "alter table events alter column at type timestamptz");
  expect(seen.error).toMatch(/partition key/);
  const wider = await observed(engine, HISTORY, "alter table events alter column id type numeric");
  expect(wider.rewrote).toEqual(["public.events", "public.events_2026"]);
});

test("a mode held by an earlier statement is told again where the next one takes it", async () => {
  const answer = await engine.ask({
    defaultSchema: "public",
    history: [{ id: "history", transaction: true, up: HISTORY.map((sql, i) => ({ id: `history#up:${i}`, sql })) }],
    change: [
      {
        id: "change",
        transaction: true,
        up: [
          { id: "0", sql: "alter table accounts add column a integer" },
          { id: "1", sql: "create index on accounts (a)" },
          { id: "2", sql: "alter table accounts add column b integer" },
          { id: "3", sql: "update orders set state = 'x' where id = 1" },
          { id: "4", sql: "create index on accounts (b)" },
        ],
      },
    ],
  });
  expect(answer.migrations[0]?.statements.map(strongest)).toEqual([
    { "public.accounts": "AccessExclusiveLock" },
    { "public.accounts": "ShareLock" },
    { "public.accounts": "AccessExclusiveLock" },
    { "public.orders": "RowExclusiveLock" },
    { "public.accounts": "ShareLock" },
  ]);
});

test("what goes is named, with all that goes along", async () => {
  const { removed } = await observed(engine, HISTORY, "alter table accounts drop column owner cascade");
  expect(removed.toSorted()).toEqual([
    "column public.accounts.owner",
    "index public.accounts_owner",
    "view public.owners",
  ]);
});
