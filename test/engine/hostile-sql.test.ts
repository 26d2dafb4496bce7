import { afterAll, beforeAll, expect, test } from "vitest";
import { ParserKeeper } from "../../src/parser/keeper.ts";

const LENGTH = 490_000;
const again = (text: string): string => text.repeat(Math.floor(LENGTH / text.length));
const around = (open: string, inner: string, close: string, times: number): string =>
  open.repeat(times) + inner + close.repeat(times);

const hostile: Readonly<Record<string, string>> = {
  "open brackets": again("("),
  "brackets in brackets": around("(", "1", ")", LENGTH / 2),
  "a sum without end": `select 1${again("+1")}`,
  "a list without end": `select 1 order by a${again(",a")}`,
  "tables without end": `select * from a${again(",a")}`,
  "unions without end": `select 1${again(" union all select 1")}`,
  "statements without end": again("select 1;"),
  "fields without end": `select a${again(".a")}`,
  "casts without end": `select a${again("::int")}`,
  "calls in calls": `select ${again("f(")}`,
  "types in types": `select cast(a as ${again("array<")}`,
  "cases in cases": `select ${again("case ")}`,
  "queries in queries": `select * from ${around("(select * from ", "t", ")", 200)}`,
  "joins in joins": `select * from ${around("(a join ", "t", " on true)", 200)}`,
  "lambdas in lambdas": `select f(${again("x -> ")}1)`,
  "a text that never ends": `select '${"x".repeat(LENGTH)}`,
  "a name of half a million letters": `select ${"x".repeat(LENGTH)}`,
  "ten million characters": "select 1 -- ".padEnd(10_000_000, "x"),
};

let texts = 0;
/** What was read once is remembered. */
const fresh = (): string => `select a from b${(texts += 1)}`;

/** One for all: that it goes on after each of them is the point. */
const keeper = new ParserKeeper({ text: 500, together: 60_000, memory: 300e6, answer: 4e6 });
beforeAll(() => keeper.begin());
afterAll(() => keeper.close());

test.each(Object.entries(hostile))("%s: bounded, and the next is read", (_, sql) => {
  for (const dialect of ["snowflake", "bigquery"]) {
    const before = process.memoryUsage.rss();
    const found = keeper.read(sql, dialect);
    expect(process.memoryUsage.rss() - before).toBeLessThan(600e6);
    if ("unread" in found) expect(found.unread).toMatch(/\w/);
    expect(keeper.read(fresh(), dialect)).toHaveProperty("query.items.length", 1);
  }
});

test("a text that went over a limit is not tried again", () => {
  const once = new ParserKeeper({ text: 50 });
  const sql = `select 1 order by a${again(",a")}`;
  const first = once.read(sql, "snowflake");
  expect(first).toEqual({ unread: expect.stringMatching(/^the SQL parser went over its limit of 0\.05 s$/) });
  expect(once.read(sql, "snowflake")).toBe(first);
  once.close();
});

test("all texts of a review share one limit, and the next review has it anew", async () => {
  const short = new ParserKeeper({ together: 10 });
  await short.begin();
  short.read(`select 1${",1".repeat(20_000)}`, "snowflake");
  expect(short.read("select a from b", "snowflake")).toEqual({
    unread: "the 0.01 s that reading SQL may take in one review were used up by other texts",
  });
  await short.begin();
  expect(short.read("select a from b", "snowflake")).toHaveProperty("query");
  short.close();
});

test("a worker that holds too much is begun again", () => {
  const small = new ParserKeeper({ memory: 50e6 });
  for (let i = 0; i < 3; i++) expect(small.read(fresh(), "snowflake")).toHaveProperty("query");
  small.close();
});

test("a keeper that is closed before its worker is up leaves nothing behind", async () => {
  const brief = new ParserKeeper();
  await brief.begin();
  brief.close();
});
