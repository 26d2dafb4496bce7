import { globSync } from "node:fs";
import { basename, dirname } from "node:path";
import { readCases } from "./read-cases.ts";

/** Check → the parts that its cases break. A rule about the repository has its cases under fixtures/rules. */
export function caseParts(root: string): ReadonlyMap<string, ReadonlySet<string>> {
  const parts = new Map<string, Set<string>>();
  for (const { item, part } of readCases(root)) parts.set(item, (parts.get(item) ?? new Set()).add(part));
  for (const path of globSync("fixtures/rules/*/*/expected.yml", { cwd: root }))
    parts.set(basename(dirname(dirname(path))), new Set(["S", "Q", "X"]));
  return parts;
}
