import { get, itemsOf, plain, textOf } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** A constraint of a column or of a whole model, as the file writes it. */
export interface DeclaredConstraint {
  readonly type: string;
  /** All that dbt compares of it, spelt once: what is left out is what dbt takes for it. */
  readonly spelt: string;
  readonly line: number;
  /** The author asked not to be told that the database does not enforce it. */
  readonly quiet: boolean;
}

const SAID = ["name", "expression", "to"] as const;
const LISTED = ["to_columns", "columns"] as const;
const WARNED = ["warn_unenforced", "warn_unsupported"] as const;

export function constraintsOf(item: Yaml): readonly DeclaredConstraint[] {
  return itemsOf(get(item, "constraints")).flatMap((from) => {
    const type = textOf(get(from, "type"));
    if (type === undefined) return [];
    const isOff = (key: string): boolean => textOf(get(from, key)) === "false";
    const spelt = JSON.stringify([
      type,
      ...SAID.map((key) => textOf(get(from, key)) ?? null),
      ...LISTED.map((key) => {
        const list = get(from, key);
        return list === undefined ? [] : plain(list);
      }),
      ...WARNED.map(isOff),
    ]);
    return [{ type, spelt, line: from.line, quiet: WARNED.some(isOff) }];
  });
}
