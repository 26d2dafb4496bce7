import { afterAll, describe, expect, test } from "vitest";
import { startEngine } from "../../src/engine/engine.ts";
import type { MigrationAnswer } from "../../src/ports.ts";
import { ask, CACHE, expectReplayed, migration } from "./ask.ts";

const engine = await startEngine({ cacheDir: CACHE });
afterAll(() => engine.close());

const HISTORY = [
  "create type mood as enum ('sad', 'ok')",
  "create table users (id bigserial primary key, email text not null unique, legacy_code text not null, nick varchar(20), feeling mood)",
  "create table posts (id bigserial primary key, user_id bigint references users (id), status text check (status in ('draft', 'out')), views integer not null default 0)",
  "create index posts_status on posts (status)",
  "create view drafts as select id from posts where status = 'draft'",
  "create function bump() returns trigger language plpgsql as 'begin new.views := 1; return new; end'",
  "create trigger bumps before insert on posts for each row execute function bump()",
  "create policy mine on posts using (user_id = 1)",
  "comment on column users.nick is 'short'",
  "comment on policy mine on posts is 'own posts'",
  "create role reader; create role keeper",
  "grant select on posts to reader",
];

async function proof(up: string | string[], down?: string | string[], transaction = true): Promise<MigrationAnswer> {
  const answer = await ask(engine, HISTORY, migration("m", up, down, transaction));
  expectReplayed(answer);
  const [only] = answer.migrations;
  if (only === undefined) throw new Error("no answer");
  return only;
}

const body = (indent: string): string =>
  `create or replace function f() returns int language plpgsql as '\nbegin\n${indent}return 1; -- one\nend\n'`;

describe("exact", () => {
  test.each([
    ["a table", "create table x (id serial primary key)", "drop table x"],
    ["a column", "alter table users add column age int", "alter table users drop column age"],
    [
      "a tool's own table, with the sequence of its key",
      "drop table if exists schema_migrations",
      "create table schema_migrations (id serial primary key, version bigint not null unique)",
    ],
    ["an index built concurrently", "create index concurrently i on users (nick)", "drop index concurrently i"],
    ["a type", "alter table posts alter views type bigint", "alter table posts alter views type integer"],
    ["a renamed column", "alter table users rename nick to nickname", "alter table users rename nickname to nick"],
    [
      "a replaced view",
      "create or replace view drafts as select id from posts",
      "create or replace view drafts as select id from posts where status = 'draft'",
    ],
    [
      "a new function",
      "create function f(a int, b text) returns int language sql as 'select 1'",
      "drop function f(int, text)",
    ],
    [
      "grants",
      "grant insert, update (status) on posts to reader",
      "revoke insert, update (status) on posts from reader",
    ],
    ["what everybody may", "revoke execute on function bump from public", "grant execute on function bump to public"],
    [
      "default privileges",
      "alter default privileges revoke execute on functions from public; alter default privileges revoke usage on types from public; alter default privileges grant usage on sequences to reader",
      "alter default privileges grant execute on functions to public; alter default privileges grant usage on types to public; alter default privileges revoke usage on sequences from reader",
    ],
    [
      "rows filled from a setting that the application brings",
      "update users set nick = current_setting('app.host')",
      "select 1",
    ],
    ["an owner", "alter table posts owner to keeper", "alter table posts owner to current_user"],
    ["an extension", "create extension pg_trgm", "drop extension pg_trgm"],
  ])("%s", async (_, up, down) => {
    expect(await proof(up, down, !up.includes("concurrently"))).toMatchObject({ result: "exact", differences: [] });
  });

  test("a view that was made at another moment", async () => {
    const since = "create view since as select 'now'::timestamp(6) as moment";
    const answer = await ask(engine, ["create table x (a timestamp)", since], migration("m", "drop view since", since));
    expect(answer.migrations[0]).toMatchObject({ result: "exact" });
    const fixed = since.replace("now", "2026-01-02 03:04:05");
    const other = await ask(engine, [fixed], migration("m", "drop view since", fixed.replace(":05", ":06")));
    expect(other.migrations[0]).toMatchObject({ result: "differs" });
  });

  test("a function with other indentation", async () => {
    const answer = await ask(engine, [body("  ")], migration("m", "drop function f()", body("\t")));
    expect(answer.migrations[0]).toMatchObject({ result: "exact" });
    const other = await ask(engine, [body("  ")], migration("m", "drop function f()", body("return 2; ")));
    expect(other.migrations[0]).toMatchObject({ result: "differs" });
  });

  test("a column that comes back stands at the end, and that is told", async () => {
    const { result, detail } = await proof("alter table users drop column nick", [
      "alter table users add column nick varchar(20)",
      "comment on column users.nick is 'short'",
    ]);
    expect({ result, detail }).toEqual({
      result: "exact",
      detail:
        "the way down restores the catalog; columns of `public.users` stand in another order; lost on the way up: the values of `public.users.nick`",
    });
  });

  test("an enum value that the way down uses was committed before", async () => {
    const answer = await proof("alter type mood add value 'happy'", [
      "create type mood_before as enum ('sad', 'ok')",
      "update users set feeling = 'ok' where feeling = 'happy'",
      "alter table users alter feeling type mood_before using feeling::text::mood_before",
      "drop type mood",
      "alter type mood_before rename to mood",
    ]);
    expect(answer).toMatchObject({ result: "exact", statements: [{ locks: [] }] });
  });
});

describe("differs", () => {
  test.each([
    [
      "a lost view",
      "drop view drafts",
      "select 1",
      ["- view public.drafts SELECT id FROM public.posts WHERE (status = 'draft'::text);"],
    ],
    [
      "a weaker column",
      "alter table users drop column legacy_code",
      "alter table users add column legacy_code text",
      ["- column public.users.legacy_code text not null", "+ column public.users.legacy_code text"],
    ],
    ["a column left over", "alter table users add column age int", "select 1", ["+ column public.users.age integer"]],
    [
      "an index of a wrong name",
      "create index users_nick on users (nick)",
      "drop index if exists user_nick",
      ["+ index public.users_nick CREATE INDEX users_nick ON public.users USING btree (nick)"],
    ],
    [
      "a comment",
      "alter table users drop column nick",
      "alter table users add column nick varchar(20)",
      ["- comment public.users.nick short"],
    ],
    [
      "a trigger",
      "drop trigger bumps on posts",
      "select 1",
      [
        "- trigger public.posts.bumps CREATE TRIGGER bumps BEFORE INSERT ON public.posts FOR EACH ROW EXECUTE FUNCTION public.bump()",
      ],
    ],
    [
      "a policy",
      "drop policy mine on posts",
      "select 1",
      [
        "- comment on policy public.posts.mine own posts",
        "- policy public.posts.mine permissive for * to public using (user_id = 1)",
      ],
    ],
    [
      "an enum value",
      "alter type mood add value 'happy'",
      "select 1",
      ["- type public.mood enum ('sad', 'ok')", "+ type public.mood enum ('sad', 'ok', 'happy')"],
    ],
    [
      "a constraint that is not valid any more",
      "alter table posts drop constraint posts_user_id_fkey",
      "alter table posts add constraint posts_user_id_fkey foreign key (user_id) references users (id) not valid",
      [
        "- constraint public.posts.posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id)",
        "+ constraint public.posts.posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) NOT VALID",
      ],
    ],
    [
      "grants of a table that is made anew",
      "drop table posts cascade",
      [
        "create table posts (id bigserial primary key, user_id bigint references users (id), status text check (status in ('draft', 'out')), views integer not null default 0)",
        "create index posts_status on posts (status)",
        "create view drafts as select id from posts where status = 'draft'",
        "create trigger bumps before insert on posts for each row execute function bump()",
        "create policy mine on posts using (user_id = 1)",
      ],
      ["- comment on policy public.posts.mine own posts", "- grants on public.posts reader: SELECT"],
    ],
    [
      "what everybody may",
      "revoke execute on function bump from public",
      "select 1",
      ["+ grants on public.bump() public: not EXECUTE"],
    ],
    [
      "a text inside a function",
      "create or replace function bump() returns trigger language plpgsql as 'begin return new; end'",
      "create or replace function bump() returns trigger language plpgsql as 'begin  new.views := 1; return new; end'",
      [
        "- function public.bump() CREATE OR REPLACE FUNCTION public.bump() RETURNS trigger LANGUAGE plpgsql AS $function$begin new.views := 1; return new; end$function$",
        "+ function public.bump() CREATE OR REPLACE FUNCTION public.bump() RETURNS trigger LANGUAGE plpgsql AS $function$begin new.views := 1; return new; end$function$ (only its white space differs)",
      ],
    ],
    [
      "grants of a column and a schema",
      ["grant update (status) on posts to reader with grant option", "grant create on schema public to reader"],
      "select 1",
      [
        "+ grants on public.posts.status reader: UPDATE with grant option",
        "- grants on schema public public: USAGE",
        "+ grants on schema public public: USAGE; reader: CREATE",
      ],
    ],
    [
      "default privileges",
      "alter default privileges in schema public grant select on tables to reader",
      "select 1",
      ["+ default privileges of postgres.public.r reader: SELECT"],
    ],
    [
      "an owner",
      "alter table posts owner to keeper",
      "select 1",
      ["+ owner of public.posts keeper", "+ owner of public.posts_id_seq keeper"],
    ],
  ])("%s", async (_, up, down, differences) => {
    const answer = await proof(up, down);
    expect({ result: answer.result, differences: answer.differences }).toEqual({ result: "differs", differences });
  });
});

describe("fails", () => {
  test("a statement that PostgreSQL refuses", async () => {
    const { result, detail } = await proof(
      "alter table users drop column nick",
      "alter table user add column nick text",
    );
    expect(result).toBe("fails");
    expect(detail).toContain('syntax error at or near "user"');
  });

  test("a required column cannot come back to a table that has rows", async () => {
    const { result, detail } = await proof(
      "alter table users drop column legacy_code",
      "alter table users add column legacy_code text not null",
    );
    expect(result).toBe("fails");
    expect(detail).toContain("contains null values");
  });
});

describe("not provable", () => {
  test("without a way down", async () => {
    expect(await proof("create table x ()")).toMatchObject({ result: "not-provable", detail: "no way down to run" });
  });

  test("where the way up is refused", async () => {
    const answer = await proof("create extension postgis", "drop extension postgis");
    expect(answer.result).toBe("not-provable");
    expect(answer.detail).toContain('the engine refused the migration: extension "postgis" is not available');
    expect(answer.statements[0]?.error).toContain("postgis");
  });
});

describe("one row in each table", () => {
  test("a required column fails as it would, and what follows is observed all the same", async () => {
    const { statements, result } = await proof(
      ["alter table users add column age int not null", "create index on users (age)"],
      "alter table users drop column age",
    );
    expect(statements[0]?.error).toBe('column "age" of relation "users" contains null values');
    expect(statements[0]?.locks).toContainEqual({ relation: "public.users", mode: "AccessExclusiveLock" });
    expect(statements[1]).not.toHaveProperty("error");
    expect(result).toBe("exact");
  });

  test("our made-up values are nobody's fault", async () => {
    const { statements } = await proof([
      "alter table users add constraint nick_long check (length(nick) > 10)",
      "alter table users alter legacy_code type integer using legacy_code::integer",
    ]);
    expect(statements.map(({ error }) => error)).toEqual([undefined, undefined]);
  });

  test("nor is a NULL that we had to leave where a check refused them", async () => {
    const history = ["create table files (id int primary key, sum bytea, check (octet_length(sum) = 32))"];
    const answer = await ask(
      engine,
      history,
      migration("m", ["alter table files alter sum set not null", "select 1 / count(*) from files"]),
    );
    expect(answer.migrations[0]?.statements.map(({ error }) => error)).toEqual([undefined, "division by zero"]);
  });

  test("a backfill makes the column fit to be required", async () => {
    const { statements } = await proof([
      "alter table users add column age int",
      "update users set age = 1",
      "alter table users alter age set not null",
    ]);
    expect(statements.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  });
});

test("one bad way down does not colour the next migration", async () => {
  const answer = await ask(
    engine,
    HISTORY,
    migration("a", "alter table users add column a int", "alter table nothing drop column a"),
    migration("b", "alter table users add column b int", "alter table users drop column b"),
    migration("c", "alter table users drop column a", "alter table users add column a int"),
  );
  expect(answer.migrations.map(({ result }) => result)).toEqual(["fails", "exact", "exact"]);
});

test("CONCURRENTLY inside a transaction is refused as the server refuses it, and proved all the same", async () => {
  const answer = await proof("create index concurrently i on users (nick)", "drop index i");
  expect(answer.statements[0]?.error).toMatch(/^CONCURRENTLY cannot run inside a transaction block/);
  expect(answer.result).toBe("exact");
});

test("asked for the proof alone it gives the same one, and observes nothing", async () => {
  const history = [migration("history", HISTORY)];
  const change = [
    migration(
      "a",
      ["alter table users drop column nick", "drop view drafts"],
      "alter table users add column nick varchar(20)",
    ),
    migration(
      "b",
      "alter table users drop column legacy_code",
      "alter table users add column legacy_code text not null",
    ),
    migration(
      "c",
      ["alter table users add column age int not null", "create index i on users (age)"],
      "alter table users drop column age",
    ),
    migration("d", "alter type mood add value 'happy'", "select 1"),
  ];
  const question = { defaultSchema: "public", history, change };
  const whole = await engine.ask(question);
  const alone = await engine.ask({ ...question, proofOnly: true });
  const proofs = ({ migrations }: typeof whole) => migrations.map((proved) => ({ ...proved, statements: [] }));
  expect(proofs(alone)).toEqual(proofs(whole));
  expect(proofs(alone).map(({ result }) => result)).toEqual(["differs", "fails", "exact", "differs"]);
  expect(
    alone.migrations.flatMap(({ statements }) => statements.flatMap(({ locks, removed }) => [...locks, ...removed])),
  ).toEqual([]);
  expect(whole.migrations.flatMap(({ statements }) => statements.flatMap(({ locks }) => locks))).not.toEqual([]);
  expect(alone.catalog).toEqual({});
});
