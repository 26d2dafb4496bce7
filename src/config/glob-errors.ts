import type { ConfigError } from "../model/config.ts";
import { globProblem } from "../model/globs.ts";
import type { Raw } from "./complete.ts";
import type { At } from "./read-file.ts";

const LISTS = ["plans", "opaque", "ignore"] as const;

/** Globs that are none: each would fit nothing, without a word. */
export function globErrors(raw: Raw, at: At): readonly ConfigError[] {
  const lists: (readonly [readonly (string | number)[], readonly string[]])[] = LISTS.map((key) => [
    [key],
    raw[key] ?? [],
  ]);
  for (const [rule, value] of Object.entries(raw.rules ?? {})) {
    if (typeof value === "string") continue;
    const one = "level" in value;
    for (const [index, { paths = [] }] of (one ? [value] : value).entries())
      lists.push([["rules", rule, ...(one ? [] : [index]), "paths"], paths]);
  }
  return lists.flatMap(([keys, patterns]) =>
    patterns.flatMap((pattern, index) => {
      const expected = globProblem(pattern);
      if (expected === undefined) return [];
      const where = [...keys, index];
      return [{ place: at(where), message: `Unexpected glob of \`${where.join(".")}\`, expected ${expected}` }];
    }),
  );
}
