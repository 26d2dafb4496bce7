import { wholeTestsOn } from "../../model/guarantees-on.ts";
import type { Model } from "../../model/dbt.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** What a test or a constraint promises of a column. */
export type Promise_ = "nulls" | "unique" | "references" | "values";

const OF_A_COLUMN: Readonly<Record<Promise_, RegExp>> = {
  nulls:
    /^(?:\w+\.)?(?:not_null|primary_key|expect_column_values_to_not_be_null)|^constraint (?:not_null|primary_key)\b/,
  unique: /^(?:\w+\.)?(?:unique|primary_key|expect_column_values_to_be_unique)|^constraint (?:unique|primary_key)\b/,
  references: /^(?:\w+\.)?(?:relationships|foreign_key)|^constraint foreign_key\b/,
  values: /^(?:\w+\.)?(?:accepted_values|expect_column_(?:distinct_)?values_to_be_in_set)|^constraint check\b/,
};
const OF_SEVERAL =
  /unique_combination_of_columns|expect_compound_columns_to_be_unique|^(?:\w+\.)?(?:unique|primary_key)\b|^constraint (?:unique|primary_key)\b/;

/** Whether a test or a constraint of the model promises it of the column. */
export const isGuarded = (model: Model, column: string, promise: Promise_, head: Snapshot): boolean =>
  model.columns.some(
    ({ name, tests }) => same(name, column) && tests.some((test) => OF_A_COLUMN[promise].test(test)),
  ) || wholeTestsOn(head, model.id).some((test) => OF_A_COLUMN[promise].test(test) && namesAll(test, [column]));

/** Whether a test or a constraint of the model promises that these columns together are there once. */
export function isKeyTested(model: Model, columns: readonly string[], head: Snapshot): boolean {
  const [first, ...rest] = columns;
  if (first !== undefined && rest.length === 0 && isGuarded(model, first, "unique", head)) return true;
  return wholeTestsOn(head, model.id).some((test) => OF_SEVERAL.test(test) && namesAll(test, columns));
}

/** Something that describes models could not be read: then nobody knows which tests there are. */
export const testsUnknown = ({ gaps }: Snapshot): boolean => gaps.some(({ key }) => /^(?:yaml-unread|file-)/.test(key));

const namesAll = (test: string, columns: readonly string[]): boolean => {
  const words = new Set(test.toLowerCase().match(/\w+/g));
  return columns.every((column) => words.has(column.toLowerCase()));
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The values that a test of the column lets pass; undefined where none says so. */
export function valuesLet(model: Model, column: string): readonly string[] | undefined {
  const tests = model.columns.filter(({ name }) => same(name, column)).flatMap((each) => each.tests);
  const list = tests
    .filter((test) => OF_A_COLUMN.values.test(test))
    .map((test) => /values?(?:_set)?=(\[.*?\])/.exec(test)?.[1])
    .find((each) => each !== undefined);
  if (list === undefined) return undefined;
  const values: unknown = JSON.parse(list);
  return Array.isArray(values) ? values.map(String) : undefined;
}
