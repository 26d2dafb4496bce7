import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

const PLAIN = /^(?:view|table|incremental|ephemeral|materialized_view|dynamic_table)$/;

export default defineRule({
  id: "materialization-changed",
  level: "notice",
  on: ["model.altered"],
  action: "rewrite",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["relation-type-changed", "view-table-cost-change"],
  docs: {
    title: "A dbt model is built as something else",
    sees: "A model that both sides say how to build (`materialized`) becomes a view, a table, incremental or ephemeral where it was another of them. An ephemeral model has no relation of its own any more: that is for review where an exposure reads it, or it is public or under a contract. The end of an incremental load is told by `incremental-load-ended`.",
    why: "dbt never drops the relation of a model that became ephemeral: whoever reads it sees the rows of its last day for ever. A view computes at each reading what a table computed once; grants and indexes of the old relation go with it.",
    instead: "Keep the relation for those who read it, or name it again as a view over the new one; tell the readers.",
  },
  messages: {
    vanished:
      "Unexpected end of the relation of `{model}`, which was a {was} and is ephemeral, expected it to stay for {readers}",
    changed: "Unexpected {now} for `{model}` that was a {was}, expected word to {readers} on what it costs them",
  },
  *check({ before, after }, context) {
    const [was, now] = [before.materialized, after.materialized];
    if (was === undefined || now === undefined || was === now || before.resource !== "model") return;
    if (!PLAIN.test(was) || !PLAIN.test(now) || was === "ephemeral") return;
    if (was === "incremental" && now !== "ephemeral") return;
    const all = context.readers(after.subject, "head");
    const outside = all.filter(({ kind, via }) => kind === "exposure" && via.length === 0);
    const promised = outside.length > 0 || after.contract || after.access === "public";
    const vanished = now === "ephemeral";
    const told = vanished ? outside : all;
    yield {
      message: vanished ? "vanished" : "changed",
      at: after.place,
      subject: after.subject,
      before: was,
      after: now,
      readers: told,
      data: {
        model: after.name,
        was,
        now,
        readers: told.length === 0 ? "whoever reads it from outside" : nameReaders(told),
      },
      ...(vanished && promised && ({ level: "review" } as const)),
    };
  },
});
