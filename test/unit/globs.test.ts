import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { globProblem, globs } from "../../src/model/globs.ts";

describe("a glob", () => {
  test.each([
    ["plans/**/*.{md,yaml,yml}", ["plans/a.md", "plans/2026/q1/a.yml"], ["plans/a.txt", "docs/plans/a.md", "plans"]],
    ["**/*.sql", ["a.sql", "x/y/a.sql", ".hidden/a.sql"], ["a.sql/b", "a.sqlx"]],
    ["legacy/**", ["legacy/a", "legacy/a/b"], ["legacy2/a", "x/legacy/a"]],
    ["migrations/0002_*", ["migrations/0002_x.sql"], ["migrations/0002_x/y.sql", "migrations/0003_x.sql"]],
    ["a?c/*", ["abc/x", "a.c/.x"], ["ac/x", "a/c/x", "abc/x/y"]],
    ["**/a/**/b", ["a/b", "x/a/y/z/b", "a/a/b/b"], ["a/b/c", "b/a"]],
    ["*a*b*c", ["abc", "xaybzc", "aabbcabc"], ["ab", "acb", "abcx"]],
    ["a{,b}{c,{d,e}}", ["ac", "abd", "ae", "abe"], ["a", "ab", "abcd"]],
    ["{x/a,y}/*.md", ["x/a/1.md", "y/1.md"], ["x/1.md"]],
    ["{a}", ["{a}"], ["a"]],
    [String.raw`app/\[id\]/\*.ts`, ["app/[id]/*.ts"], ["app/i/x.ts", "app/[id]/x.ts"]],
    ["db/[0-9]*_[!x-z]?.sql", ["db/1_ab.sql", "db/22_wz.sql"], ["db/a_ab.sql", "db/1_xb.sql", "db/1_ab.sqlx"]],
    ["[a^-]/[^a]", ["-/b", "^/-", "a/]"], ["b/b", "a/a"]],
    [String.raw`[\]x]`, ["]", "x"], ["\\", "]x"]],
    ["/docs/", ["docs/a", "docs/a/b"], ["x/docs/a"]],
    ["./a", ["a"], ["b/a"]],
  ])("%s", (glob, those, others) => {
    expect(globProblem(glob)).toBeUndefined();
    expect([...those, ...others].filter(globs([glob]))).toEqual(those);
  });

  test("fits nothing where there is none, and one of several is enough", () => {
    expect(globs([])("a")).toBe(false);
    expect(globs(["b", "a"])("a")).toBe(true);
  });

  test.each(["!a/**", "+(a*)b", "a/@(b|c)", "[a-z", "a/[b/c]", "[]", "[[:alpha:]]", "{a,b}".repeat(9)])(
    "is not %s",
    (glob) => {
      expect(globProblem(glob)).toBeDefined();
      expect(globs([glob])(glob)).toBe(false);
    },
  );
});

const plain = (text: string): string => text.replaceAll(/[\\*?{},[\]()!@+.]/g, String.raw`\$&`);

test("what is meant as it is fits itself, and a star whatever stands in its place", () => {
  const name = string({ minLength: 1, maxLength: 20 }).map((text) => text.replaceAll("/", "-"));
  assert(
    property(name, name, name, (one, two, three) => {
      expect(globs([`x/${plain(one)}*${plain(three)}`])(`x/${one}${two}${three}`)).toBe(true);
      expect(globs([`**/${plain(two)}`])(`${one}/${two}`)).toBe(true);
      expect(globs([`x/${plain(one)}`])(`x/${one}${two}`)).toBe(false);
    }),
  );
});

test("no glob keeps anybody busy: by stars it ends at once, by numbers it is broken off", () => {
  const path = `${"a".repeat(250)}!`;
  // A regular expression takes more than a day for this one.
  expect(globs([`${"*a".repeat(120)}b`, `${"**/".repeat(80)}b`])(path)).toBe(false);
  const many = Array.from({ length: 200 }, () => `*${"a".repeat(120)}b`);
  const paths = Array.from({ length: 12_000 }, (_, at) => `${"a".repeat(240)}${at}`);
  expect(() => paths.filter(globs(many))).toThrow("Unexpected globs");
});
