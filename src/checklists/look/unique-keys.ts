import type { Context } from "../../model/rule.ts";

/** The columns that a dbt model's tests and constraints call unique together, in lower case. */
export function uniqueKeys(model: string, { head }: Pick<Context, "head">): readonly (readonly string[])[] {
  return Object.values(head.facts.guarantee).flatMap(({ on, column, test }) => {
    if (on !== model) return [];
    if (column !== undefined)
      return /^(?:unique\b|constraint (?:unique|primary_key))/.test(test) ? [[column.toLowerCase()]] : [];
    if (/unique_combination_of_columns|compound_columns_to_be_unique/.test(test))
      return [words(/\[(.*)\]/.exec(test)?.[1] ?? "")];
    return /^constraint (?:unique|primary_key)\(/.test(test) ? [words(/\((.*)\)/.exec(test)?.[1] ?? "")] : [];
  });
}

const words = (list: string): readonly string[] => (list.match(/\w+/g) ?? []).map((word) => word.toLowerCase());
