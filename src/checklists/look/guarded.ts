import { coverageOf, type Covered } from "../../model/coverage.ts";
import { guaranteesOn } from "../../model/guarantees-on.ts";
import type { Model } from "../../model/dbt.ts";
import type { QualityClass } from "../../model/quality.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** What a test or a constraint promises of a column. */
export type Promise_ = "nulls" | "unique" | "references" | "values";

const CLASSES: Readonly<Record<Promise_, QualityClass>> = {
  nulls: "nulls",
  unique: "uniqueness",
  references: "references",
  values: "values",
};

/** The tests and constraints of the model that promise it of the column: of the column alone, where it is a key. */
export const guardsOf = (model: Model, column: string, promise: Promise_, head: Snapshot): readonly Covered[] =>
  coverageOf(head, model.id).filter((one) => {
    if (one.class !== CLASSES[promise]) return false;
    if (one.columns.length === 0) return wordsOf(one.by).has(column.toLowerCase());
    return one.columns.includes(column.toLowerCase()) && (promise !== "unique" || one.columns.length === 1);
  });

/** Whether a test or a constraint of the model promises it of the column. */
export const isGuarded = (model: Model, column: string, promise: Promise_, head: Snapshot): boolean =>
  guardsOf(model, column, promise, head).length > 0;

/** The tests and constraints of the model that promise that just these columns together are there once. */
export function keyGuardsOf(model: Model, columns: readonly string[], head: Snapshot): readonly Covered[] {
  const key = new Set(columns.map((one) => one.toLowerCase()));
  return coverageOf(head, model.id).filter(
    (one) =>
      one.class === "uniqueness" && one.columns.length === key.size && one.columns.every((column) => key.has(column)),
  );
}

/** Something that describes models could not be read: then nobody knows which tests there are. */
export const testsUnknown = ({ gaps }: Snapshot): boolean => gaps.some(({ key }) => /^(?:yaml-unread|file-)/.test(key));

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/\w+/g));

/** The values that a test of the column lets pass; undefined where none says so. */
export function valuesLet(model: Model, column: string, head: Snapshot): readonly string[] | undefined {
  const list = guaranteesOn(head, model.id)
    .filter((one) => one.column?.toLowerCase() === column.toLowerCase())
    .map(({ test }) => /^[\w.]*(?:accepted_values|in_set)\(.*?values?(?:_set)?=(\[.*?\])/.exec(test)?.[1])
    .find((each) => each !== undefined);
  if (list === undefined) return undefined;
  const values: unknown = JSON.parse(list);
  return Array.isArray(values) ? values.map(String) : undefined;
}
