import { afterAll, expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import type { MigrationAnswer } from "../../src/ports.ts";
import { ask, CACHE, expectReplayed, migration } from "./ask.ts";

const engine = await startEngine({ cacheDir: CACHE });
afterAll(() => engine.close());

const HISTORY = [
  "create type mood as enum ('sad', 'ok')",
  "create table users (id bigserial primary key, nick text, feeling mood)",
  "create table roles (id int primary key, name text)",
  "insert into roles values (1, 'reader')",
];

type Way = string | string[];

async function proof(up: Way, down: Way, transaction = true): Promise<MigrationAnswer> {
  const answer = await ask(engine, HISTORY, migration("m", up, down, transaction));
  expectReplayed(answer);
  const [only] = answer.migrations;
  if (only === undefined) throw new Error("no answer");
  return only;
}

const FAILS = "the way up fails after the way back: ";

test.each<[string, Way, Way, string]>([
  [
    "a role, which is in no catalog of a database",
    "create role auditor",
    "select 1",
    'role "auditor" already exists, at `create role auditor`',
  ],
  [
    "rows that the way back forgets",
    "insert into roles values (2, 'writer')",
    "select 1",
    "duplicate key value violates unique constraint \"roles_pkey\", at `insert into roles values (2, 'writer')`",
  ],
  [
    "rows that it forgets where one of ours stands beside them",
    "insert into users (id, nick) values (1, 'admin')",
    "select 1",
    "duplicate key value violates unique constraint \"users_pkey\", at `insert into users (id, nick) values (1, 'admin')`",
  ],
])("%s", async (_, up, down, error) => {
  expect(await proof(up, down)).toMatchObject({
    result: "differs",
    differences: [],
    detail: `the way down restores the catalog; ${FAILS}${error}`,
    again: FAILS + error,
  });
});

test("an enum value that is still there is told beside the difference that it is", async () => {
  const { result, detail, differences } = await proof("alter type mood add value 'happy'", "select 1");
  expect({ result, detail }).toEqual({
    result: "differs",
    detail: `the way down does not restore the catalog: 1 line lost, 1 line left over; ${FAILS}enum label "happy" already exists, at \`alter type mood add value 'happy'\``,
  });
  expect(differences).toHaveLength(2);
});

test("IF NOT EXISTS hides what is left over from the second way up, and not from the catalog", async () => {
  const hidden = await proof("alter type mood add value if not exists 'happy'", "select 1");
  expect(hidden.result).toBe("differs");
  expect(hidden).not.toHaveProperty("again");
});

test.each<[string, Way, Way, boolean]>([
  ["rows that are taken out again", "insert into roles values (2, 'writer')", "delete from roles where id = 2", true],
  [
    "rows that are written where they are missing",
    "insert into roles values (1, 'x') on conflict do nothing",
    "select 1",
    true,
  ],
  ["an index built concurrently", "create index concurrently i on users (nick)", "drop index concurrently i", false],
  ["what cannot run inside a transaction", "vacuum users", "select 1", false],
  [
    "a new enum value, taken back by a type made anew",
    "alter type mood add value 'happy'",
    [
      "alter table users alter feeling type text",
      "drop type mood",
      "create type mood as enum ('sad', 'ok')",
      "alter table users alter feeling type mood using feeling::mood",
    ],
    true,
  ],
  [
    "a column that is required, on a row whose value went with the way down",
    ["alter table users alter nick set default 'n'", "alter table users alter nick set not null"],
    ["alter table users drop nick", "alter table users add nick text"],
    true,
  ],
])("runs again: %s", async (_, up, down, transaction) => {
  const answer = await proof(up, down, transaction);
  expect(answer).toMatchObject({ result: "exact" });
  expect(answer).not.toHaveProperty("again");
});

test("the second way up leaves nothing for the next migration", async () => {
  const answer = await ask(
    engine,
    HISTORY,
    migration("a", "create role auditor", "select 1"),
    migration(
      "b",
      ["alter table users add column a int", "insert into roles values (2, 'x')"],
      ["alter table users drop column a", "delete from roles where id = 2"],
    ),
  );
  expect(answer.migrations.map(({ result }) => result)).toEqual(["differs", "exact"]);
});
