import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";

const NEVER = /^(?:view|table|ephemeral)$/;

/** It has a branch that is never taken. */
const isUnused = ({ materialized = "", resource, query }: Model): boolean =>
  resource === "model" && NEVER.test(materialized) && query?.increment !== undefined && query.increment !== query.sql;

export default defineRule({
  id: "is-incremental-unused",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["unused-is-incremental"],
  docs: {
    title: "A model that is not incremental has a branch for increments",
    sees: "A new model, or one that this pull request brings to it, is built as a table, a view or ephemeral and has SQL under `is_incremental()` that differs. That branch is never taken. A model that stopped to be incremental is told by `incremental-load-ended` too.",
    why: "Whoever reads the SQL believes that only new rows are read; often the `materialized` was forgotten, or set in the wrong place.",
    instead: "config(materialized='incremental', unique_key='order_id'), or without the branch",
  },
  messages: {
    unused:
      "Unexpected `is_incremental()` in model `{model}`, which is built as {materialized}, expected `materialized: incremental` or no such branch",
  },
  *check(change) {
    const { after } = change;
    if (!isUnused(after) || (change.kind === "model.altered" && isUnused(change.before))) return;
    yield {
      message: "unused",
      at: after.place,
      subject: after.subject,
      data: { model: after.name, materialized: after.materialized ?? "something else" },
    };
  },
});
