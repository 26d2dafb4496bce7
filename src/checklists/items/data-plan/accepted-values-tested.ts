import type { Place } from "../../../model/place.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { valuesLet } from "../../look/guarded.ts";
import { broken, planned } from "../../look/promised.ts";
import { rowsBy } from "../../look/rows.ts";
import { statementsOf } from "../../look/statements.ts";
import { inWords } from "../../look/topics.ts";

const FIELD = /\bfield\b|\bcolumn\b|\bname\b/;
const ALLOWED = /\ballowed\b|\baccepted\b|\bvalues\b|\bdomain\b/;
const LIST = /^\W*([\w-]+(?:\s*,\s*[\w-]+)+)\W*$/;
const NAMED = /\b([a-z]\w*_\w+)(?:\s*[:(]\s*|\s+in\s+)([\w-]+(?:, [\w-]+){1,30})(?=[).;]|$)/gi;

export default defineItem({
  id: "accepted-values-tested",
  asked: { "data-plan": "quality" },
  requirements: [{ row: 28, parts: "X" }],
  level: "review",
  title: "Tests of accepted values",
  demand: "for each status or kind a test that knows its values",
  why: "A new status is sorted into 'other' by every report that does not know it.",
  template: "- Accepted values: <columns> (<severity>)",
  messages: {
    unkept:
      "Unexpected promise of accepted values in `{column}`, which no test of `{model}` keeps, expected `accepted_values` or a check",
    more: "Unexpected list of values of `{column}` without {values}, which the tests let pass, expected the two to agree",
    less: "Unexpected list of values of `{column}` with {values}, which the tests refuse, expected the two to agree",
  },
  *check(stage, context) {
    for (const { column, model, said } of broken(stage, "values", context))
      yield { part: "X", message: "unkept", at: said.place, of: column, data: { column, model } };
    for (const { column, values, at } of listed(context)) {
      const known = planned(context).flatMap((model) => {
        const let_ = valuesLet(model, column, context.head);
        return let_ === undefined ? [] : [new Set(let_.map((value) => value.toLowerCase()))];
      });
      const said = new Set(values.map((value) => value.toLowerCase()));
      const [first] = known;
      if (first === undefined || known.some((each) => without(each, said).length + without(said, each).length === 0))
        continue;
      const [more, less] = [without(first, said), without(said, first)];
      const message = more.length > 0 ? "more" : "less";
      const shown = (more.length > 0 ? more : less).map((value) => `\`${value}\``);
      yield { part: "X", message, at, of: column, data: { column, values: inWords(shown) } };
    }
  },
});

const without = (all: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] =>
  [...all].filter((value) => !others.has(value));

/** The values of a column as a contract or a test of the plan lists them: a cell, or "`status` in open, closed". */
function listed(
  context: ItemContext,
): readonly { readonly column: string; readonly values: readonly string[]; readonly at: Place }[] {
  const stages = ["contracts", "quality"].flatMap((name) => context.stage(name) ?? []);
  const cells = stages
    .flatMap(({ tables }) => tables.flatMap((table) => rowsBy(table, { field: FIELD, allowed: ALLOWED })))
    .flatMap(({ field, allowed }) => {
      const list = allowed?.open === true ? undefined : LIST.exec(allowed?.text ?? "")?.[1];
      return field === undefined || allowed === undefined || list === undefined
        ? []
        : [{ column: field.text.trim(), values: list.split(/\s*,\s*/), at: allowed.place }];
    });
  const lines = stages
    .flatMap(statementsOf)
    .filter(({ form }) => form !== "row")
    .flatMap(({ text, place }) =>
      [...text.matchAll(NAMED)].map(([, column = "", list = ""]) => ({ column, values: list.split(", "), at: place })),
    );
  return [...cells, ...lines];
}
