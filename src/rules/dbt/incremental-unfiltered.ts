import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { settingOf } from "./words/setting-of.ts";

/** Strategies that choose the rows by themselves. */
const CHOOSES = /^(?:microbatch|insert_overwrite|append_snapshot)$/;

/** It reads all of its input on each run; what cannot be told is not. */
function isUnfiltered({ materialized, resource, query, settings }: Model): boolean {
  if (resource !== "model" || materialized !== "incremental" || query === undefined) return false;
  if (query.increment !== undefined && query.increment !== query.sql) return false;
  const strategy = settingOf(settings, "incremental_strategy");
  return strategy !== undefined && !CHOOSES.test(strategy) && Object.keys(query.holes).length === 0;
}

export default defineRule({
  id: "incremental-unfiltered",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["incremental-without-filter"],
  docs: {
    title: "An incremental model reads everything on every run",
    sees: "A new incremental model whose SQL is the same under `is_incremental()`, or one that lost its filter or became incremental without one. Where the filter went and nothing merges (`unique_key` is absent), every run adds all rows again: that is for review. Strategies that choose rows by themselves (`microbatch`, `insert_overwrite`) are not meant, nor is SQL that only a run knows.",
    why: "It costs what a table costs and is harder to trust; without a key to merge by, every row is there once for each run.",
    instead: "{% if is_incremental() %} where loaded_at >= (select max(loaded_at) from {{ this }}) {% endif %}",
  },
  messages: {
    doubled:
      "Unexpected incremental model `{model}` without a filter and without a `unique_key`, expected each run to add only what is new",
    whole:
      "Unexpected incremental model `{model}` that reads all of its input on each run, expected an `is_incremental()` filter",
  },
  *check(change) {
    const { after } = change;
    if (!isUnfiltered(after)) return;
    const before = change.kind === "model.altered" ? change.before : undefined;
    if (before !== undefined && (isUnfiltered(before) || before.query === undefined)) return;
    const doubled = settingOf(after.settings, "unique_key") === "nothing";
    yield {
      message: doubled ? "doubled" : "whole",
      at: after.place,
      subject: after.subject,
      data: { model: after.name },
      ...(doubled && before !== undefined && ({ level: "review", verdicts: { data: "broken" } } as const)),
    };
  },
});
