import type { Guarantee } from "../../../model/dbt.ts";
import { oncePer } from "../../../model/once-per.ts";
import type { Snapshot } from "../../../model/snapshot.ts";

const CALL = /\b(ref|source)\(\s*\\?['"]([^'"\\]+)\\?['"]\s*(?:,\s*\\?['"]([^'"\\]+)\\?['"]\s*)?[,)]/g;

const keyOf = (call: "ref" | "source", ...names: readonly string[]): string => JSON.stringify([call, ...names]);

/** What each `ref` and `source` in the text of a test names → the first test that does: read once for a side. */
const byName = oncePer(({ facts }: Snapshot) => {
  const found = new Map<string, Guarantee>();
  const add = (key: string, test: Guarantee): void => void (found.has(key) || found.set(key, test));
  for (const test of Object.values(facts.guarantee)) {
    if (!test.test.includes("ref(") && !test.test.includes("source(")) continue;
    for (const [, call, first = "", second] of test.test.matchAll(CALL))
      if (call === "ref") add(keyOf("ref", second ?? first), test);
      else if (second !== undefined) add(keyOf("source", first, second), test);
  }
  return found;
});

/** A test (`relationships` and its like) that refers to the model. */
export const testOfModel = (side: Snapshot, name: string): Guarantee | undefined =>
  byName(side).get(keyOf("ref", name));

/** A test that refers to the source table. */
export const testOfSource = (side: Snapshot, source: string, table: string): Guarantee | undefined =>
  byName(side).get(keyOf("source", source, table));
