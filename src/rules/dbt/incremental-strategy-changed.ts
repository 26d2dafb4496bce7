import { defineRule } from "../../model/rule.ts";
import { firstChanged } from "./words/setting-of.ts";

const MERGED = [
  "incremental_strategy",
  "incremental_predicates",
  "merge_update_columns",
  "merge_exclude_columns",
] as const;
const SHAPED = ["on_schema_change"] as const;
const LAID = ["partition_by", "cluster_by", "sort", "dist", "order_by"] as const;

export default defineRule({
  id: "incremental-strategy-changed",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["strategy-changed", "on-schema-change-changed", "partition-cluster-sort-dist-changed"],
  docs: {
    title: "An incremental model adds its rows in another way",
    sees: "A model that is incremental on both sides has another `incremental_strategy`, other predicates or columns of its merge, or is laid out otherwise (`partition_by`, `cluster_by`, `sort`, `dist`, `order_by`); a change of `on_schema_change` alone is a notice. Told once a model. What only a run knows is not compared.",
    why: "The rows that are there were put there in the old way, and stay: doubles that the new way would have merged, or a table whose partitions are not those of the model, which some warehouses refuse to load.",
    instead: "dbt run --full-refresh --select the_model, in the same deployment, once its history can be read again",
  },
  messages: {
    changed: "Unexpected `{key}` of incremental model `{model}`: {was} is {now}, expected a full refresh with it",
    shaped: "Unexpected `on_schema_change` of `{model}`: {was} is {now}, expected it to be on purpose",
  },
  *check({ before, after }) {
    if (before.materialized !== "incremental" || after.materialized !== "incremental") return;
    const found = firstChanged([...MERGED, ...LAID], before.settings, after.settings);
    const shaped = firstChanged(SHAPED, before.settings, after.settings);
    const said = found ?? shaped;
    if (said === undefined) return;
    yield {
      message: found === undefined ? "shaped" : "changed",
      at: after.place,
      subject: after.subject,
      before: `${said.key} ${said.was}`,
      after: `${said.key} ${said.now}`,
      data: { ...said, model: after.name },
      ...(found === undefined && ({ level: "notice", verdicts: { data: "ok" } } as const)),
    };
  },
});
