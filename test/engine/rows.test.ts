import { afterAll, describe, expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import { ask, CACHE, expectReplayed, migration } from "./ask.ts";

const engine = await startEngine({ cacheDir: CACHE });
afterAll(() => engine.close());

const POSTS =
  "create table posts (id bigserial primary key, user_id bigint references users (id) on delete cascade, views integer not null default 0)";
const HISTORY = [
  "create type mood as enum ('sad', 'ok')",
  "create table users (id bigserial primary key, nick varchar(20) default 'n', \"Mixed Case\" text, feeling mood, seen timestamptz)",
  POSTS,
  "create table roles (id int primary key, name text)",
  "insert into roles values (1, 'reader'), (2, 'writer')",
  "create function forget() returns void language sql as 'delete from roles'",
];

const SWITCHED = [
  "create table r (like roles including all)",
  "insert into r select * from roles",
  "drop table roles",
  "alter table r rename to roles; alter index r_pkey rename to roles_pkey",
];

type Way = string | string[];

/** `up: public.users.nick dropped`, one line a loss. */
async function lost(up: Way, down: Way): Promise<{ result: string; detail: string; rows: string; lost: string[] }> {
  const answer = await ask(engine, HISTORY, migration("m", up, down));
  expectReplayed(answer);
  const [only] = answer.migrations;
  if (only === undefined) throw new Error("no answer");
  const { result, detail, rows } = only;
  return {
    result,
    detail,
    rows: rows.result,
    lost: rows.lost.map(({ table, column, by, how }) => `${by}: ${[table, column].filter(Boolean).join(".")} ${how}`),
  };
}

const RESTORED = "the way down restores the catalog";

describe("kept", () => {
  test.each<[string, Way, Way]>([
    ["a renamed column", "alter table users rename nick to name", "alter table users rename name to nick"],
    ["a renamed table", "alter table users rename to people", "alter table people rename to users"],
    ["a table that is copied and switched, there and back", SWITCHED, SWITCHED],
    ["a wider type", "alter table posts alter views type bigint", "alter table posts alter views type integer"],
    [
      "a column that moves to another table and back",
      ["create table nicks as select id, nick from users", "alter table users drop column nick"],
      [
        "alter table users add column nick varchar(20) default 'n'",
        "update users set nick = (select nick from nicks where nicks.id = users.id)",
        "drop table nicks",
      ],
    ],
    [
      "a row of the history that is written again",
      "delete from roles where id = 2",
      "insert into roles values (2, 'writer')",
    ],
    ["a row that comes and goes", "insert into roles values (3, 'owner')", "delete from roles where id = 3"],
  ])("%s", async (_, up, down) => {
    expect(await lost(up, down)).toMatchObject({ rows: "kept", lost: [] });
  });
});

describe("lost on the way up", () => {
  test.each<[string, Way, Way, string[]]>([
    [
      "a column that comes back with its default alone",
      "alter table users drop column nick",
      "alter table users add column nick varchar(20) default 'n'",
      ["up: public.users.nick dropped"],
    ],
    ["a table that comes back empty", "drop table posts", POSTS, ["up: public.posts dropped"]],
    [
      "a column of a name that has to be quoted",
      'alter table users drop column "Mixed Case"',
      'alter table users add column "Mixed Case" text',
      ["up: public.users.Mixed Case dropped"],
    ],
    [
      "what a key takes along",
      "delete from users",
      "select 1",
      ["up: public.users dropped", "up: public.posts silently"],
    ],
    ["what hides in a function", "select forget() from roles", "select 1", ["up: public.roles silently"]],
    [
      "a column that goes with its type",
      "drop type mood cascade",
      ["create type mood as enum ('sad', 'ok')", "alter table users add feeling mood"],
      ["up: public.users.feeling dropped"],
    ],
    [
      "a row that comes back as another",
      "delete from roles where id = 2",
      "insert into roles values (2, 'owner')",
      ["up: public.roles.name rewritten"],
    ],
    [
      "the time of a moment",
      "alter table users alter seen type date",
      "alter table users alter seen type timestamptz",
      ["up: public.users.seen rewritten"],
    ],
    [
      "a key that counts anew where the rows come back",
      ["create table saved as select user_id, views from posts", "drop table posts"],
      [POSTS, "insert into posts (user_id, views) select * from saved", "drop table saved"],
      ["up: public.posts.id rewritten"],
    ],
    ["values under an UPDATE", "update users set nick = 'anonymous'", "select 1", ["up: public.users.nick rewritten"]],
  ])("%s", async (_, up, down, losses) => {
    expect(await lost(up, down)).toMatchObject({ result: "exact", rows: "lost", lost: losses });
  });
});

describe("lost on the way down", () => {
  test.each<[string, Way, Way, string[]]>([
    [
      "a column made anew where its type changed",
      "alter table posts alter views type bigint",
      ["alter table posts drop views", "alter table posts add views integer not null default 0"],
      ["down: public.posts.views dropped"],
    ],
    [
      "a table made anew",
      "alter table posts add column title text",
      ["drop table posts", POSTS],
      ["down: public.posts dropped"],
    ],
    [
      "all rows, and not those alone that the way up brought",
      "insert into roles values (3, 'owner')",
      "delete from roles",
      ["down: public.roles dropped"],
    ],
  ])("%s", async (_, up, down, losses) => {
    expect(await lost(up, down)).toMatchObject({ result: "exact", rows: "lost", lost: losses });
  });
});

test("the detail names what goes for good, and leaves out what an expression rewrites", async () => {
  expect(await lost("delete from users", "select 1")).toMatchObject({
    detail: `${RESTORED}; lost on the way up: the rows of \`public.users\`, the rows of \`public.posts\` (no statement says so)`,
  });
  expect(await lost("update users set nick = 'x2'", "select 1")).toMatchObject({ detail: RESTORED });
  expect(await lost("alter table users drop column nick", "alter table users add nick varchar(20)")).toMatchObject({
    result: "differs",
    detail:
      "the way down does not restore the catalog: 1 line lost, 1 line left over; lost on the way up: the values of `public.users.nick`",
  });
});

test("without a row to watch nothing is said", async () => {
  expect(await lost("create table fresh (id int)", "drop table fresh")).toMatchObject({ rows: "unseen", lost: [] });
  // our row is in the way, and taken out again
  expect(
    await lost(
      "alter table users alter nick type integer using nick::integer, alter nick drop default",
      "alter table users alter nick type varchar(20), alter nick set default 'n'",
    ),
  ).toMatchObject({ rows: "unseen" });
});
