import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { isUsual } from "./words/is-usual.ts";
import { unreadOn } from "./words/unread-on.ts";

const isGranted = ({ settings = {} }: Model): boolean =>
  Object.keys(settings).some((key) => /^grants(?:\.|$)/.test(key));

export default defineRule({
  id: "grants-omitted",
  level: "notice",
  on: ["model.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["model-ungranted"],
  requirements: [{ row: 181, parts: "X" }],
  docs: {
    title: "A new dbt model says nothing of who may read it",
    sees: "A model that this pull request adds has no `grants`, by itself or by its folder, in a project where most models have them. Models that only live inside others (ephemeral) are not looked at.",
    why: "A table that nobody may read is found out by its first reader; one that takes over the grants of its folder, by its last.",
    instead: "config: { grants: { select: [analyst] } }",
  },
  messages: {
    omitted:
      "Unexpected new model `{model}` without `grants`, expected who may read it, as most models of the project say",
  },
  *check({ after: model }, { base, head }) {
    if (model.resource !== "model" || model.materialized === "ephemeral" || isGranted(model)) return;
    if (unreadOn(head, [model.path]) || !isUsual(base, model.project, isGranted)) return;
    yield { message: "omitted", at: model.place, subject: model.subject, data: { model: model.name } };
  },
});
