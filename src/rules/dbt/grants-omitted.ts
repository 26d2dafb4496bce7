import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { isUsual } from "./words/is-usual.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const isGranted = ({ settings = {} }: Model): boolean =>
  Object.keys(settings).some((key) => /^grants(?:\.|$)/.test(key));

const together = toldOnce(["model.added"], ({ after: model }, { base, head }) => {
  if (model.resource !== "model" || model.materialized === "ephemeral" || isGranted(model)) return undefined;
  return !unreadOn(head, [model.path]) && isUsual(base, model.project, isGranted) ? model.project : undefined;
});

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
    sees: "A model that this pull request adds has no `grants`, by itself or by its folder, in a project where most models have them. Models that only live inside others (ephemeral) are not looked at. Once a project.",
    why: "A table that nobody may read is found out by its first reader; one that takes over the grants of its folder, by its last.",
    instead: "config: { grants: { select: [analyst] } }",
  },
  messages: {
    omitted:
      "Unexpected new model `{model}`{others} without `grants`, expected who may read it, as most models of the project say",
  },
  *check(change, context) {
    const all = together(context).get(change);
    if (all === undefined) return;
    const { after: model } = change;
    const data = { model: model.name, others: andMore(all) };
    yield { message: "omitted", at: model.place, subject: model.subject, data };
  },
});
