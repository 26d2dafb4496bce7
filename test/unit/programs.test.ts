import { beforeAll, describe, expect, test } from "vitest";
import { readProgram } from "../../src/code/grammar.ts";
import { readyPostgres } from "../../src/sql/postgres.ts";
import { scriptOf } from "../../src/sql/written.ts";

beforeAll(readyPostgres);

describe("SQL that a program writes", () => {
  test("stands where the call stands", () => {
    const spot = { line: 7, column: 5, endLine: 9 };
    const { statements } = scriptOf([{ sql: "ALTER TABLE a\n  ADD CONSTRAINT c CHECK (x > 0)", spot }]);
    expect(statements.map((one) => one.spot)).toEqual([spot]);
    expect(statements[0]?.acts[0]).toMatchObject({ do: "add-constraint", spot, constraint: { spot } });
  });
  test("stands where its own words stand, when they are in the file letter by letter", () => {
    const spot = { line: 7, column: 20, endLine: 9 };
    const { statements } = scriptOf([{ sql: "SELECT 1;\n  DROP TABLE a", spot, verbatim: true }]);
    expect(statements.map((one) => one.spot)).toEqual([
      { line: 7, column: 20, endLine: 7 },
      { line: 8, column: 3, endLine: 8 },
    ]);
  });
  test("keeps what could not be read, with its place", () => {
    const spot = { line: 3, column: 1, endLine: 3 };
    const { gaps } = scriptOf([{ sql: "DROP TABEL a", spot }]);
    expect(gaps).toEqual([expect.objectContaining({ key: "statement-unread", spot, opaque: true })]);
  });
});

describe("a program", () => {
  const kinds = { python: "module", ruby: "program", typescript: "program", tsx: "program" } as const;
  test.each(Object.entries(kinds))("in %s is read without running it", async (grammar, kind) => {
    const seen = await readProgram("x = f(1)\n", grammar as keyof typeof kinds, (root) => [root.type, root.hasError]);
    expect(seen).toEqual([kind, false]);
  });
  test("that is too long is given up, and the next one is read", async () => {
    expect(await readProgram("x = f(1)\n".repeat(25_000), "ruby", () => "read")).toBe(undefined);
    expect(await readProgram("x = 1", "ruby", () => "read")).toBe("read");
  });
  test("that is broken is read as far as it goes", async () => {
    expect(await readProgram("f(a for b in c\n".repeat(3_000), "python", (root) => root.hasError)).toBe(true);
  });
});
