import { guaranteesOn } from "../../../model/guarantees-on.ts";
import type { Guarantee, Model } from "../../../model/dbt.ts";
import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { cellsOf, columnAt } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";

const NAME = /\bcolumns?\b|\bkeys?\b|\bfields?\b/;
const STOPS = /\bfail|\bblock|\bstop|\bhalt/i;
const NOT_NULL = /not_null|not_be_null|constraint (?:not_null|primary_key)/;
const UNIQUE = /unique|primary_key/;
const RANGE = /range|between|quantile|min_value|max_value|constraint check/;
const MEASURE = /^(?:numeric|decimal|number|float|double|real|money|bignumeric)/i;

export default defineItem({
  id: "checklist-matches-tests",
  asked: { "data-quality-checklist": "completeness" },
  requirements: [
    { row: 204, parts: "X" },
    { row: 205, parts: "X" },
    { row: 207, parts: "X" },
  ],
  level: "review",
  title: "Checks that dbt runs",
  demand: "the columns and values that the tests of the dbt project check",
  why: "A check that stands on paper alone is believed by everybody and run by nobody.",
  template:
    "| Column | Check | Threshold | Action |\n| --- | --- | --- | --- |\n| <column> | not null | <percent missing> | <fail pipeline or warn> |",
  messages: {
    away: "Unexpected column `{column}` that `{model}` does not have, expected one of its columns",
    untested:
      "Unexpected check of `{column}` for {what} that no test of `{model}` makes, expected the test in its properties",
    unlisted: "Unexpected test `not_null` on `{column}` of `{model}` that is no check here, expected a row for it",
    soft: "Unexpected `{action}` for `{column}`, whose test in dbt only warns, expected the same of both",
    values: "Unexpected allowed values of `{column}` without `{value}`, which its test allows, expected the same list",
    bound: "Unexpected range `{said}` of `{column}`, whose test says `{test}`, expected the same bounds",
    contract:
      "Unexpected check of `{column}` by contract, which `{model}` does not enforce, expected `contract: {enforced: true}`",
    measure:
      "Unexpected measure `{column}` of the critical `{model}` without a range, expected a test of its range or a row for it",
  },
  *check(stage, context) {
    const about = ["dataset"].flatMap((name) => context.stage(name) ?? []);
    const said = about.map(textOf).join("\n");
    const named = modelsOf(context).filter(({ name, columns }) => columns.length > 0 && speaksOf(said, name));
    const [model] = named;
    if (model === undefined || named.length > 1) return;
    const tests = guaranteesOn(context.head, model.id);
    const nulls = promised(stage, model);
    yield* missing(nulls, model, tests, NOT_NULL, "nulls");
    const listed = new Set(nulls.map(({ column }) => column.toLowerCase()));
    for (const { column = "", test } of tests)
      if (/^not_null\b/.test(test) && nulls.length > 0 && !listed.has(column.toLowerCase()))
        yield { part: "X", message: "unlisted", of: column, data: { column, model: model.name } };
    const uniqueness = context.stage("uniqueness");
    if (uniqueness !== undefined) yield* missing(promised(uniqueness, model), model, tests, UNIQUE, "doubles");
    const validity = context.stage("validity");
    if (validity !== undefined) yield* valid(validity, model, tests);
    yield* unbounded([stage, validity, context.stage("distribution")], model, tests);
  },
});

interface Promised {
  readonly column: string;
  readonly at: Said;
  readonly row: readonly Said[];
  readonly action: string;
}

/** A row for each column that a table of checks names. */
const promised = (stage: Stage, model: Model): readonly Promised[] =>
  stage.tables.flatMap((table) =>
    cellsOf(table, NAME).flatMap((cell, i) => {
      const row = table.rows[i] ?? [];
      const action = row[columnAt(table, /\baction\b|\bon failure\b/)]?.text ?? "";
      const names = cell.open === true ? [] : cell.text.split(/[\s,+]+/).filter((name) => /^\w+$/.test(name));
      const known = names.length === 1 || names.some((name) => model.columns.some((one) => one.name === name));
      return known ? names.map((column) => ({ column, at: cell, row, action })) : [];
    }),
  );

const testsOn = (tests: readonly Guarantee[], name: string): readonly Guarantee[] =>
  tests.filter(
    ({ column, test }) =>
      (column ?? "").toLowerCase() === name.toLowerCase() || (column === undefined && speaksOf(test, name)),
  );

function* missing(rows: readonly Promised[], model: Model, tests: readonly Guarantee[], kind: RegExp, what: string) {
  for (const { column, at, action } of rows) {
    const data = { column, model: model.name, what, action };
    const shared = { part: "X", at: at.place, of: `${what}/${column}`, data } as const;
    if (!model.columns.some(({ name }) => name.toLowerCase() === column.toLowerCase())) {
      yield { ...shared, message: "away" } as const;
      continue;
    }
    const found = testsOn(tests, column).filter(({ test }) => kind.test(test));
    if (found.length === 0) yield { ...shared, message: "untested" } as const;
    else if (STOPS.test(action) && found.every(({ warns }) => warns === true))
      yield { ...shared, message: "soft" } as const;
  }
}

function* valid(stage: Stage, model: Model, tests: readonly Guarantee[]) {
  for (const { column, at, row, action } of promised(stage, model)) {
    const text = row.map((cell) => cell.text).join(" | ");
    const own = testsOn(tests, column);
    const shared = { part: "X", of: column } as const;
    const data = { column, model: model.name, said: "", test: "", value: "", action };
    if (/\bby contract\b/i.test(text) && !model.contract)
      yield { ...shared, message: "contract", at: at.place, data } as const;
    const values = own.find(({ test }) => test.startsWith("accepted_values"));
    if (values !== undefined && /\ballowed\b|\bvalues\b|\bone of\b/i.test(text)) {
      const list = /values=\[([^\]]*)\]/.exec(values.test)?.[1] ?? "";
      const value = [...list.matchAll(/"([^"]*)"/g)].map(([, each = ""]) => each).find((each) => !speaksOf(text, each));
      if (value !== undefined) yield { ...shared, message: "values", at: at.place, data: { ...data, value } } as const;
    }
    const range = own.find(({ test }) => /accepted_range|_between/.test(test));
    const cell = row.find((one) => /\d\s*(?:to|–|-|\.\.)\s*\d/.test(one.text));
    if (range === undefined || cell === undefined) continue;
    const numbers = new Set((cell.text.match(/\d[\d.,]*/g) ?? []).map((one) => Number(one.replaceAll(",", ""))));
    const bounds = [...range.test.matchAll(/(?:min_value|max_value)=(-?[\d.]+)/g)].map(([, one]) => Number(one));
    if (bounds.some((one) => !numbers.has(Math.abs(one))))
      yield {
        ...shared,
        message: "bound",
        at: cell.place,
        data: { ...data, said: cell.text, test: range.test },
      } as const;
  }
}

/** Sums and amounts of a mart that is called critical: neither a test nor a row of the checklist says what is too much. */
function* unbounded(stages: readonly (Stage | undefined)[], model: Model, tests: readonly Guarantee[]) {
  if (model.settings?.["meta.critical"]?.includes("true") !== true) return;
  const [, ...rest] = stages;
  const said = rest.map((stage) => (stage === undefined ? "" : textOf(stage))).join("\n");
  for (const { name, type } of model.columns)
    if (
      type !== undefined &&
      MEASURE.test(type) &&
      !speaksOf(said, name) &&
      !testsOn(tests, name).some(({ test }) => RANGE.test(test))
    )
      yield {
        part: "X",
        message: "measure",
        of: name,
        level: "notice",
        data: { column: name, model: model.name },
      } as const;
}
