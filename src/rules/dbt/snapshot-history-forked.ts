import { defineRule } from "../../model/rule.ts";
import { firstChanged } from "./words/setting-of.ts";
import { nameReaders } from "./words/name-readers.ts";

/** What decides when a row counts as changed, and where its history lies. */
const COUNTED = ["strategy", "check_cols", "updated_at", "hard_deletes", "invalidate_hard_deletes"] as const;
const PLACED = ["target_schema", "target_database", "schema", "database", "alias"] as const;
const WRITTEN = ["snapshot_meta_column_names", "dbt_valid_to_current"] as const;

export default defineRule({
  id: "snapshot-history-forked",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: [
    "snapshot-strategy-changed",
    "snapshot-check-cols-changed",
    "snapshot-hard-deletes-changed",
    "snapshot-target-moved",
  ],
  docs: {
    title: "A snapshot tells changed rows in another way, or keeps them elsewhere",
    sees: "A snapshot that stays has another strategy, `check_cols`, `updated_at` or treatment of deleted rows than on the base branch, another schema, database or alias, or other names of the columns that dbt writes. Told once a snapshot. Its `unique_key` is told by `model-key-changed`. What only a run knows is not compared.",
    why: "A history cannot be taken again: rows from before the change and after it say different things under the same columns, and in a new place it begins from nothing.",
    instead: "Copy the history to the new place first, or keep the snapshot as it is and begin another one beside it.",
  },
  messages: {
    counted:
      "Unexpected `{key}` of snapshot `{model}`: {was} is {now}, expected word on how its rows from before compare, to {readers}",
    placed:
      "Unexpected `{key}` of snapshot `{model}`: {was} is {now}, expected its history to be copied there for {readers}",
  },
  *check({ before, after }, context) {
    if (before.resource !== "snapshot" || after.resource !== "snapshot") return;
    const placed = firstChanged(PLACED, before.settings, after.settings);
    const found = placed ?? firstChanged([...COUNTED, ...WRITTEN], before.settings, after.settings);
    if (found === undefined) return;
    const all = context.readers(after.subject, "head");
    yield {
      message: placed === undefined ? "counted" : "placed",
      at: after.place,
      subject: after.subject,
      before: `${found.key} ${found.was}`,
      after: `${found.key} ${found.now}`,
      readers: all,
      data: { ...found, model: after.name, readers: all.length === 0 ? "those who read it" : nameReaders(all) },
    };
  },
});
