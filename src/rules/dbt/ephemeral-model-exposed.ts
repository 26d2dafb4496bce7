import type { Exposure } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";

const withoutRelation = ({ facts }: Snapshot, { reads }: Exposure): readonly string[] =>
  reads.filter((id) => facts.model[id]?.materialized === "ephemeral");

export default defineRule({
  id: "ephemeral-model-exposed",
  level: "review",
  on: ["exposure.added", "exposure.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["exposure-on-view", "exposure-on-ephemeral", "fct_exposure_parents_materializations"],
  docs: {
    title: "An exposure shows a dbt model that is no table",
    sees: "An exposure that this pull request adds or changes depends on a model that is ephemeral, and did not before. A model that becomes ephemeral under an exposure is told by `materialization-changed`. An exposure on a view is no finding: how long a dashboard may take is its owner's affair.",
    why: "dbt builds nothing for an ephemeral model: there is no relation under its name that a dashboard could read, so it shows an old one or something else.",
    instead: "Build the model as a view or a table; or name the models that the dashboard does read.",
  },
  messages: {
    none: "Unexpected ephemeral model `{model}` under exposure `{exposure}`, expected one that stands in the warehouse",
  },
  *check(change, { head }) {
    const { after: exposure } = change;
    const known = new Set(change.kind === "exposure.altered" ? change.before.reads : []);
    const id = withoutRelation(head, exposure).find((one) => !known.has(one));
    const model = id === undefined ? undefined : head.facts.model[id];
    if (model === undefined) return;
    yield {
      message: "none",
      at: exposure.place,
      subject: exposure.subject,
      after: model.id,
      data: { model: model.name, exposure: exposure.label },
    };
  },
});
