import { coverageOf } from "../../model/coverage.ts";
import type { Context } from "../../model/rule.ts";

/** The columns that a dbt model's or source's tests and constraints call unique together, in lower case. */
export const uniqueKeys = (id: string, { head }: Pick<Context, "head">): readonly (readonly string[])[] =>
  coverageOf(head, id).flatMap((one) => (one.class === "uniqueness" && one.columns.length > 0 ? [one.columns] : []));
