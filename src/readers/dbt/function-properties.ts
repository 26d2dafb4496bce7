import { get, itemsOf, nameOf, textOf } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** A function of the warehouse as the file declares it. */
export interface DeclaredFunction {
  readonly name: string;
  readonly line: number;
  readonly takes: readonly { readonly name: string; readonly type?: string; readonly optional: boolean }[];
  readonly returns?: string;
}

export function readFunctions(root: Yaml | undefined): readonly DeclaredFunction[] {
  return itemsOf(get(root, "functions")).flatMap((item) => {
    const named = nameOf(item);
    if (named === undefined) return [];
    const returns = textOf(get(item, "returns", "data_type"));
    const takes = itemsOf(get(item, "arguments")).flatMap((from) => {
      const name = textOf(get(from, "name"));
      const type = textOf(get(from, "data_type"));
      if (name === undefined) return [];
      return [{ name, optional: get(from, "default_value") !== undefined, ...(type !== undefined && { type }) }];
    });
    return [{ ...named, takes, ...(returns !== undefined && { returns }) }];
  });
}
