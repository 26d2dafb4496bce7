import { guaranteesOn } from "../../model/guarantees-on.ts";
import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { isUsual } from "./words/is-usual.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const isTested = (side: Snapshot, { id }: Model): boolean => guaranteesOn(side, id).length > 0;

const together = toldOnce(["model.added"], ({ after: model }, { base, head }) => {
  if (model.resource !== "model" || unreadOn(head, [model.path]) || isTested(head, model)) return undefined;
  return isUsual(base, model.project, (other) => isTested(base, other)) ? model.project : undefined;
});

export default defineRule({
  id: "model-untested",
  level: "notice",
  on: ["model.added"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["fct_untested_models", "missing-primary-key-tests", "primary-key-test-missing"],
  requirements: [
    { row: 111, parts: "X" },
    { row: 224, parts: "X" },
  ],
  docs: {
    title: "A new dbt model comes without a test",
    sees: "A model that this pull request adds with no test and no constraint on it or on a column of it, in a project that tests most of its models. A singular test that reads it counts. Once a project.",
    why: "The tests of a model are written together with it or not at all.",
    instead: "columns:\n  - name: visit_id\n    data_tests: [not_null, unique]",
  },
  messages: {
    untested:
      "Unexpected new model `{model}`{others} without a test, expected one as most models of the project have it",
  },
  *check(change, context) {
    const all = together(context).get(change);
    if (all === undefined) return;
    const { after: model } = change;
    const data = { model: model.name, others: andMore(all) };
    yield { message: "untested", at: model.place, subject: model.subject, data };
  },
});
