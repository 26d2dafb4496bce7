import type { Model, ModelConstraint } from "../../model/dbt.ts";
import { guaranteesOn } from "../../model/guarantees-on.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { adapterOf, isEnforced, takesConstraints } from "../../model/constraint-support.ts";
import { unreadOn } from "./words/unread-on.ts";

/** Constraints of dbt's own kinds, and the tests that promise the same. */
const TESTED: Readonly<Record<string, RegExp>> = {
  not_null: /^(?:\w+\.)?not_null\b/,
  unique: /^(?:\w+\.)?unique\b|unique_combination|compound_columns/,
  primary_key: /^(?:\w+\.)?(?:unique|primary_key)\b|unique_combination|compound_columns/,
  foreign_key: /relationships/,
  check: /accepted|range|expression|between|greater|less|positive/,
};

/** Why nothing keeps the constraints of a model; undefined where something may. */
function idle(model: Model, { type }: ModelConstraint, adapter: string | undefined): string | undefined {
  if (!model.contract) return "dbt leaves constraints out where the contract is not enforced";
  if (!takesConstraints(model)) return `dbt leaves them out of a ${model.materialized ?? "view"}`;
  return isEnforced(adapter, type) === false ? `${adapter ?? ""} does not enforce it` : undefined;
}

/** The first constraint that nothing keeps, neither the database nor a test. */
function unkept(side: Snapshot, model: Model) {
  const tests = guaranteesOn(side, model.id).filter(({ test }) => !test.startsWith("constraint "));
  const adapter = adapterOf(side, model);
  return (model.constraints ?? []).flatMap((constraint) => {
    const { type, column, quiet } = constraint;
    const tested = TESTED[type];
    const why = tested === undefined || quiet === true ? undefined : idle(model, constraint, adapter);
    if (tested === undefined || why === undefined) return [];
    const isKept = tests.some((one) => {
      return tested.test(one.test) && (one.column === undefined || column === undefined || one.column === column);
    });
    return isKept ? [] : [{ constraint, why }];
  });
}

export default defineRule({
  id: "constraint-not-enforced",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["constraint-unenforced", "constraint-ignored"],
  docs: {
    title: "A constraint of a dbt model that nothing keeps",
    sees: "A constraint that this pull request adds to a model, or leaves without effect, and that no row is ever refused by: the model's database does not enforce its kind (Snowflake, BigQuery and Redshift enforce `not_null` alone), the model is a view, or its contract is not enforced. Quiet where a test promises the same, where the constraint says `warn_unenforced: false`, and on databases that are not known here. Told once a model.",
    why: "Whoever reads the properties takes the key for granted and joins on it; the first double row multiplies the figures.",
    instead: "data_tests: [unique, not_null] beside the constraint",
  },
  messages: {
    idle: "Unexpected constraint `{type}` on `{on}` as its only guard, expected a test beside it: {why}",
  },
  *check(change, { base, head }) {
    const { after: model } = change;
    if (model.resource !== "model" || unreadOn(head, [model.path])) return;
    const known = change.kind === "model.altered" ? unkept(base, change.before) : [];
    const isKnown = ({ type, column }: ModelConstraint): boolean =>
      known.some(({ constraint }) => constraint.type === type && constraint.column === column);
    const found = unkept(head, model).find(({ constraint }) => !isKnown(constraint));
    if (found === undefined) return;
    const { type, column, place } = found.constraint;
    yield {
      message: "idle",
      at: place,
      subject: column === undefined ? model.subject : [...model.subject, column],
      after: type,
      data: { type, on: column === undefined ? model.name : `${model.name}.${column}`, why: found.why },
    };
  },
});
