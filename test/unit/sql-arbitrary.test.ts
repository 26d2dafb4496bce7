import { array, assert, asyncProperty, constantFrom } from "fast-check";
import { expect, test } from "vitest";
import { parsePostgres } from "../../src/sql/postgres.ts";

const fragment = constantFrom(
  ..."DROP TABLE a|ALTER TABLE é ADD b int, DROP COLUMN c|DO $$ BEGIN DROP TABLE x; END $$|DO $a$ BEGIN|$a$|$$|'it''s|'|\"|/*|*/|--x\n|;|;\n|\n| |(|)|{{ x }}|\\i y.sql\n|COPY t FROM stdin;\n1\t;\n\\.\n|BEGIN ATOMIC SELECT 1; END|EXECUTE 'DROP '||y;|𝄞|\u00a0|E'\\''|SELECT 1|CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE z; END $$|SELECT f()".split(
    "|",
  ),
);

test("any text is read without a crash, and every statement stands where it is said to stand", async () => {
  const texts = array(fragment, { maxLength: 14 }).map((parts) => parts.join(" "));
  await assert(
    asyncProperty(texts, async (text) => {
      const { statements, gaps } = await parsePostgres(text);
      const lines = text.split("\n");
      for (const { sql, spot } of [...statements, ...gaps]) {
        if (sql === "") continue;
        const [first = ""] = sql.split("\n");
        expect(lines[spot.line - 1]?.slice(spot.column - 1)).toContain(first);
        expect(spot.endLine).toBeLessThanOrEqual(lines.length);
      }
    }),
    { numRuns: 400, seed: 20261121 },
  );
});

test("what is nested too deeply is a gap, and the parser lives on", async () => {
  const deep = await parsePostgres(`INSERT INTO a SELECT ${"f(".repeat(20_000)}1${")".repeat(20_000)};\nDROP TABLE c;`);
  const told = [...deep.gaps, ...deep.statements.flatMap(({ gaps }) => gaps)];
  expect(told.map(({ key, opaque }) => [key, opaque])).toEqual([["statement-unread", true]]);
  expect(deep.statements.at(-1)?.acts).toMatchObject([{ do: "drop-relation" }]);
});

test("hostile texts come to an end", async () => {
  const blank = "\n".repeat(300_000);
  expect((await parsePostgres(`${blank}BAD;${blank}`)).gaps).toHaveLength(1);
  expect((await parsePostgres(`DROP TABEL ${"{{ <% ${ %( :".repeat(20_000)}`)).gaps).toHaveLength(1);
  expect((await parsePostgres("COPY a FROM stdin;\n".repeat(3000))).statements).toHaveLength(3000);
});
