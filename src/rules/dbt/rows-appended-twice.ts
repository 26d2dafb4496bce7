import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";

/** Without a key dbt inserts whatever the query gives, merge or not. */
function appends({ materialized, resource, settings = {} }: Model): boolean {
  if (resource !== "model" || materialized !== "incremental") return false;
  // A strategy that only a run knows is an empty list.
  const [strategy] = settings["incremental_strategy"] ?? [""];
  if (settings["unique_key"] !== undefined || strategy === undefined) return false;
  return /^(?:append|merge|delete\+insert)?$/.test(strategy);
}

export default defineRule({
  id: "rows-appended-twice",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["incremental-without-key", "append-only", "non-idempotent", "incremental-no-unique-key"],
  requirements: [
    { row: 160, parts: "X" },
    { row: 183, parts: "X" },
  ],
  docs: {
    title: "A second run adds the same rows again",
    sees: "An incremental model that this pull request adds, or whose key or strategy it takes away, has no `unique_key` and a strategy that then only inserts (append, or none stated). insert_overwrite and microbatch replace what they load and are no finding.",
    why: "A run that is repeated after half of it went through leaves its first rows twice. Where the query itself never gives a row again, say so.",
    instead: "config(materialized='incremental', unique_key='visit_id')",
  },
  messages: {
    appended:
      "Unexpected incremental model `{model}` without a unique key, expected one, or a strategy that replaces what it loads again",
  },
  *check(change) {
    const { after: model } = change;
    if (!appends(model) || (change.kind === "model.altered" && appends(change.before))) return;
    yield { message: "appended", at: model.place, subject: model.subject, data: { model: model.name } };
  },
});
