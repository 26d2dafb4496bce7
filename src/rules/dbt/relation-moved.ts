import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { firstChanged } from "./words/setting-of.ts";

const PLACED = ["database", "schema", "alias"] as const;

function move(before: Model, after: Model) {
  if (before.resource !== "model" || after.resource !== "model") return undefined;
  if (before.materialized === "ephemeral" || after.materialized === "ephemeral") return undefined;
  return firstChanged(PLACED, before.settings, after.settings);
}

export default defineRule({
  id: "relation-moved",
  level: "notice",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["model-relocated", "alias-changed"],
  docs: {
    title: "A dbt model is built in another place",
    sees: "A model keeps its name in dbt, and its database, schema or alias is another one than on the base branch. For review where it is incremental, since its history stays behind, or public or under a contract; else a notice. A move of many models from one place to the same other one is told once. What only a run knows is not compared.",
    why: "dbt builds the new relation and leaves the old one standing: whoever reads it by its name in the warehouse sees the rows of its last day for ever.",
    instead:
      "Leave a view under the old name for its readers, and copy the rows of an incremental model before its first run.",
  },
  messages: {
    moved: "Unexpected `{key}` of `{model}`: {was} is {now}, expected what becomes of those who read the old relation",
  },
  *check({ before, after }, context) {
    const moved = move(before, after);
    if (moved === undefined) return;
    const first = context.changes.find((change) => {
      if (change.kind !== "model.altered" || change.after.project !== after.project) return false;
      const other = move(change.before, change.after);
      return other !== undefined && other.key === moved.key && other.was === moved.was && other.now === moved.now;
    });
    if (moved.key !== "alias" && first?.kind === "model.altered" && first.after.id !== after.id) return;
    const promised = after.materialized === "incremental" || after.contract || after.access === "public";
    yield {
      message: "moved",
      at: after.place,
      subject: after.subject,
      before: `${moved.key} ${moved.was}`,
      after: `${moved.key} ${moved.now}`,
      data: { ...moved, model: after.name },
      ...(promised && ({ level: "review" } as const)),
    };
  },
});
