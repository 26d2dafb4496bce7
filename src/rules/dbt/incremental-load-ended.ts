import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

export default defineRule({
  id: "incremental-load-ended",
  level: "review",
  on: ["model.altered"],
  action: "rewrite",
  verdicts: { data: "conditional", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["full-reload", "incremental-to-table", "full-refresh-flipped"],
  requirements: [{ row: 188, parts: "X", waits: { Q: "no reader knows how many rows a model has" } }],
  docs: {
    title: "A dbt model that was loaded bit by bit is built anew each time",
    sees: "A model that was incremental on the base branch is a table or a view on head, or asks for `full_refresh: true`.",
    why: "What the source no longer has is gone after the next run, and each run reads everything there is.",
    instead:
      "Keep it incremental with a look-back for late rows; or say in the pull request's plan why everything is read again.",
  },
  messages: {
    ended:
      "Unexpected `{materialized}` for `{model}` that was incremental, expected a word on what it costs and which rows are lost ({readers})",
    forced:
      "Unexpected `full_refresh: true` on `{model}`, expected an incremental model that keeps the rows it has ({readers})",
  },
  *check({ before, after: model }, context) {
    const forced = (of: typeof model): boolean => of.settings?.["full_refresh"]?.includes("true") === true;
    const ended = before.materialized === "incremental" && /^(?:table|view)$/.test(model.materialized ?? "");
    if (!ended && !(model.materialized === "incremental" && forced(model) && !forced(before))) return;
    const all = context.readers(model.subject, "head");
    yield {
      message: ended ? "ended" : "forced",
      at: model.place,
      subject: model.subject,
      before: before.materialized ?? "",
      after: ended ? (model.materialized ?? "") : "full_refresh",
      readers: all,
      data: {
        model: model.name,
        materialized: model.materialized ?? "",
        readers: all.length === 0 ? "nobody here reads it" : `read by ${nameReaders(all)}`,
      },
    };
  },
});
