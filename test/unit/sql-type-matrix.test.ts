import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareTypes } from "../../src/sql/compare-types.ts";
import { normalType } from "../../src/sql/normal-type.ts";
import { retypeRewrites } from "../../src/sql/retype-rewrites.ts";

const measured = join(import.meta.dirname, "../../../shared/data/pg18-type-matrix.json");

test.runIf(existsSync(measured))("type changes agree with all 756 pairs that PostgreSQL 18 was asked", () => {
  const matrix = JSON.parse(readFileSync(measured, "utf8")) as Record<string, Record<string, string>>;
  const wrong: string[] = [];
  let pairs = 0;
  for (const [from, row] of Object.entries(matrix))
    for (const [to, seen] of Object.entries(row)) {
      pairs++;
      const rewrites = retypeRewrites(from, to, false, 18);
      // What the server refuses without USING is rewritten with it: there the words have to warn.
      const change = compareTypes(from, to);
      const agrees =
        seen === "error"
          ? rewrites === true && (change === "incompatible" || change === "converted")
          : rewrites === (seen === "rewrite");
      if (!agrees) wrong.push(`${from} → ${to}: ${change}, rewrites ${rewrites}, seen ${seen}`);
    }
  expect(wrong).toEqual([]);
  expect(pairs).toBe(756);
});

test.skipIf(existsSync(measured))(
  "the measured matrix (../shared/data/pg18-type-matrix.json) is not here: compared nothing",
  () => {
    expect(existsSync(measured)).toBe(false);
  },
);

test.each([
  ["INT8", "bigint"],
  ["CHARACTER VARYING(20)", "varchar(20)"],
  ["timestamptz(3)", "timestamp(3) with time zone"],
  ["timestamp (3) with time zone", "timestamp(3) with time zone"],
  ["TIMESTAMP WITHOUT TIME ZONE", "timestamp"],
  ["timestamp(6)", "timestamp"],
  ["decimal(10)", "numeric(10,0)"],
  ["float(20)", "real"],
  ["float", "double precision"],
  ["char", "char(1)"],
  ["bpchar", "bpchar"],
  ["pg_catalog.int4", "integer"],
  ["text[3] []", "text[][]"],
  ['public."Mood"', 'public."Mood"'],
  ["double precision", "double precision"],
  ["int4[]", "integer[]"],
])("%s is spelt %s", (written, normal) => {
  expect(normalType(written)).toBe(normal);
  expect(normalType(normal)).toBe(normal);
});
