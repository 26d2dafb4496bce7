import type { NodeSettings } from "../../../model/dbt.ts";
import type { QualityCheck, QualityClass, Weakness } from "../../../model/quality.ts";
import { argumentsOf } from "./arguments-of.ts";
import type { GenericTest } from "./generic-tests.ts";
import { classOfSql } from "./sql-class.ts";
import { classOfTest } from "./test-classes.ts";

/** A test or constraint as it is spelt, and where it stands. */
export interface Spelt {
  readonly test: string;
  readonly column?: string;
  readonly warns?: boolean;
  readonly settings?: NodeSettings;
}

const CONSTRAINTS: Readonly<Record<string, readonly QualityClass[]>> = {
  not_null: ["nulls"],
  unique: ["uniqueness"],
  primary_key: ["uniqueness", "nulls"],
  foreign_key: ["references"],
  check: ["values"],
};
/** Arguments that name columns. */
const COLUMNS = [
  "combination_of_columns",
  "column_names",
  "column_list",
  "columns",
  "column_name",
  "column",
  "column_A",
  "column_B",
  "field",
] as const;
const SHARE = /^(?:not_null_proportion|at_least_one|expect_column_proportion_of_unique_values_to_be_between)$/;

/** What a test or a constraint looks after; nothing where nobody can tell. `own` are the generic tests that the project defines itself. */
export function checksOf(spelt: Spelt, own: ReadonlyMap<string, GenericTest>): readonly QualityCheck[] {
  const { test, column } = spelt;
  const constraint = /^constraint (\w+)(?:\((.*)\))?$/.exec(test);
  if (constraint !== null) {
    const [, type = "", list = ""] = constraint;
    const named = column === undefined && type !== "check" && type !== "foreign_key" ? list.split(", ") : [];
    const columns = named.filter((one) => one !== "");
    return (CONSTRAINTS[type] ?? []).map((each) => check(each, column, columns, []));
  }
  const [, pack, name = ""] = /^(?:(\w+)\.)?(\w+)/.exec(test) ?? [];
  const args = argumentsOf(test);
  // A package may test itself by its own name.
  const mine = pack === undefined || classOfTest(name) === undefined ? own.get(name) : undefined;
  const found =
    mine === undefined ? known(name, args) : [classOfTest(name) ?? classOfSql(name, mine.text, relationsOf(mine))];
  // The target's own column stands under this name.
  const keys = found.includes("references") ? COLUMNS.filter((key) => key !== "field") : COLUMNS;
  const columns = keys.flatMap((key) => listOf(args.get(key)));
  const weak = weaknesses(spelt, name, args);
  return found.flatMap((each) => (each === undefined ? [] : [check(each, column, columns, weak)]));
}

const check = (
  each: QualityClass,
  column: string | undefined,
  columns: readonly string[],
  weak: readonly Weakness[],
): QualityCheck => ({
  class: each,
  columns: [...new Set([...(column === undefined ? [] : [column]), ...columns].map(plain))],
  weak,
});

const plain = (name: string): string => name.replace(/^["`]|["`]$/g, "").toLowerCase();

function known(name: string, args: ReadonlyMap<string, unknown>): readonly (QualityClass | undefined)[] {
  if (name === "primary_key") return ["uniqueness", "nulls"];
  const found = classOfTest(name);
  const monitors = listOf(args.get("column_anomalies")).join(" ");
  return found === "distribution" && /null|missing/.test(monitors) ? ["distribution", "nulls"] : [found];
}

/** A generic test compares where it takes another relation. */
const relationsOf = ({ text }: GenericTest): number =>
  /\b(?:compare_model|other|to|reference|source_model|parent)\w*\s*[,)=]|\bref\s*\(|\bsource\s*\(/.test(text) ? 2 : 1;

function weaknesses(
  { warns, settings = {} }: Spelt,
  name: string,
  args: ReadonlyMap<string, unknown>,
): readonly Weakness[] {
  const mostly = args.get("mostly");
  const tolerated = /(\d+)/.exec(settings["error_if"]?.[0] ?? "")?.[1];
  const rest = name.endsWith("where") || ["where", "row_condition", "from_condition"].some((key) => args.has(key));
  return [
    ...(warns === true ? (["warns"] as const) : []),
    ...(rest ? (["where"] as const) : []),
    ...(SHARE.test(name) || (typeof mostly === "number" && mostly < 1) ? (["share"] as const) : []),
    ...(tolerated !== undefined && Number(tolerated) > 0 && settings["error_if"]?.[0]?.includes(">") === true
      ? (["tolerates"] as const)
      : []),
  ];
}

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => (typeof one === "string" ? [one] : []));
