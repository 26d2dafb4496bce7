import { describe, expect, test } from "vitest";
import { csvDelimiter, csvHeader } from "../../src/readers/dbt/csv-header.ts";
import { csvTable } from "../../src/readers/dbt/csv-table.ts";
import { spelt } from "../../src/rules/dbt/words/test-arguments.ts";

const tableOf = (text: string) => csvTable(text, csvHeader(text), csvDelimiter(text));

describe("csvTable", () => {
  test("reads quotes, line ends inside of them, a byte order mark and Windows line ends", () => {
    const text = '\uFEFFcode,label\r\n"a","one, or ""1""\r\nand a half"\r\nb,two\r\n';
    expect(tableOf(text)).toEqual({ rows: 2, keys: ["a", "b"], types: ["text", "text"] });
  });
  test("takes a column for what dbt would take it for", () => {
    const text = "a;b;c;d;e;f\n1;1.5;2026-01-01;2026-01-01 10:00;true;\n-2;2;2026-02-28;2026-01-01T10:00:00Z;FALSE;\n";
    expect(tableOf(text)?.types).toEqual(["integer", "number", "date", "timestamp", "boolean", undefined]);
    expect(tableOf("a\n1\nnull\n\n2\n")?.types).toEqual(["integer"]);
    expect(tableOf("a\n1\nN/A\n")?.types).toEqual(["text"]);
  });
  test("has no keys where the first column keeps nothing apart", () => {
    expect(tableOf("a,b\n1,x\n1,y\n")).toEqual({ rows: 2, types: ["integer", "text"] });
  });
  test("leaves a seed that is too large, or whose rows do not fit, to others", () => {
    expect(tableOf(`a\n${"1\n".repeat(600_000)}`)).toBeUndefined();
    expect(tableOf("a,b\n1,2,3\n")).toBeUndefined();
  });
});

describe("spelt", () => {
  test("takes the arguments of a test apart", () => {
    const { name, arguments: found } = spelt(
      'dbt_utils.accepted_range(max_value=10, where="a, b=\\"(\\"", list=["x, y",{"k":1}])',
    );
    expect(name).toBe("accepted_range");
    expect([...found]).toEqual([
      ["max_value", 10],
      ["where", 'a, b="("'],
      ["list", ["x, y", { k: 1 }]],
    ]);
    expect(spelt("not_null")).toEqual({ name: "not_null", arguments: new Map() });
  });
  test("never throws", () => {
    for (const text of ["", "(", "a(", "a(b=", 'a(b="', "constraint check(x > 0)", "singular(tests/a.sql)"])
      expect(() => spelt(text)).not.toThrow();
  });
});
