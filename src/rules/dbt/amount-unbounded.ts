import { wholeTestsOn } from "../../model/guarantees-on.ts";
import type { Model } from "../../model/dbt.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { unreadOn } from "./words/unread-on.ts";

const AMOUNT =
  /(?:^|_)(?:amount|price|cost|revenue|quantity|qty|refund|fee)s?(?:_(?:eur|usd|gbp|cents?|net|gross|total))?$/i;
const SIGNED = /(?:^|_)(?:delta|diff|difference|change|adjustment|balance|margin|profit|net_change)(?:_|$)/i;
const BOUND = /range|between|greater|less|at_least|positive|negative|min_value|expression_is_true|^constraint check/;
const FEWEST = 3;

const amountsOf = ({ columns }: Model) => columns.filter(({ name }) => AMOUNT.test(name) && !SIGNED.test(name));
const isBound = ({ name, tests }: Model["columns"][number], model: readonly string[]): boolean =>
  [...tests, ...model.filter((test) => test.includes(name))].some((test) => BOUND.test(test));

/** Projects in which most amounts have bounds. */
const bounding = oncePer((side: Snapshot): ReadonlySet<string> => {
  const all = Object.values(side.facts.model).flatMap((model) =>
    amountsOf(model).map((column) => ({
      project: model.project,
      bound: isBound(column, wholeTestsOn(side, model.id)),
    })),
  );
  return new Set(
    [...Map.groupBy(all, ({ project }) => project)].flatMap(([project, columns]) =>
      columns.length >= FEWEST && columns.filter(({ bound }) => bound).length * 2 > columns.length ? [project] : [],
    ),
  );
});

export default defineRule({
  id: "amount-unbounded",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["negative-amounts", "range-untested"],
  requirements: [{ row: 165, parts: "X", waits: { X: "what the CHECK of a migration says is no fact yet" } }],
  docs: {
    title: "An amount comes without bounds where the others have them",
    sees: "A column that this pull request adds to the properties of a dbt model, called after an amount, a price, a cost, a fee or a quantity, has no test of a range and no CHECK, in a project where most such columns have one. Differences, balances and margins may be below zero and are not looked at. Once a model.",
    why: "A negative amount is added up like any other, and the sum looks right.",
    instead: "- dbt_utils.accepted_range: { min_value: 0 }",
  },
  messages: {
    unbounded:
      "Unexpected `{column}` of `{model}` without a test of its range, expected one (0 or more) as most amounts of the project have it",
  },
  *check(change, { base, head }) {
    const { after: model } = change;
    if (model.resource !== "model" || !bounding(base).has(model.project) || unreadOn(head, [model.path])) return;
    const before = new Set(change.kind === "model.altered" ? change.before.columns.map(({ name }) => name) : []);
    const found = amountsOf(model).find(
      (column) => !before.has(column.name) && !isBound(column, wholeTestsOn(head, model.id)),
    );
    if (found === undefined) return;
    const data = { column: found.name, model: model.name };
    yield { message: "unbounded", at: found.place, subject: [...model.subject, found.name], data };
  },
});
