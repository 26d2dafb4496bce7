import type { QueryEdit } from "../../model/query-edit.ts";
import { defineRule } from "../../model/rule.ts";

const ROWS = /^(?:row-set-changed|condition-edited|join-changed|join-added|source-changed|structure-changed)$/;
const SHOWN = 2;

const told = ({ kind, cause }: QueryEdit): string => `${kind} ${cause}`;

export default defineRule({
  id: "incremental-filter-changed",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["is-incremental-branch-changed"],
  docs: {
    title: "An incremental model picks other rows to add",
    sees: "A model that is incremental on both sides chooses other rows under `is_incremental()` than on the base branch: a condition more or fewer, or one that reads differently (another column, another window of days). What changes in the full build as well is told by `full-refresh-required`. That the condition goes altogether is told by `incremental-unfiltered`.",
    why: "Rows that arrive later than the new window are never added, or rows are added twice; a full build looks right, so nobody sees it before the month is closed.",
    instead:
      "where loaded_at >= (select max(loaded_at) - interval '3 days' from {{ this }}), with a unique_key that merges what comes twice",
  },
  messages: {
    changed:
      "Unexpected change of what incremental model `{model}` adds to its table: {cause}, expected rows neither to be missed nor added twice",
  },
  *check({ before, after }, context) {
    if (before.materialized !== "incremental" || after.materialized !== "incremental") return;
    if (before.query?.increment === undefined || after.query?.increment === undefined) return;
    const added = context.edits(before, after, "increment") ?? [];
    const whole = new Set((context.edits(before, after) ?? []).map(told));
    const own = added.filter((edit) => ROWS.test(edit.kind) && edit.verdict !== "safe" && !whole.has(told(edit)));
    if (own.length === 0) return;
    const causes = [...new Set(own.map(({ cause }) => cause))];
    const sure = own.some(({ verdict }) => verdict === "breaking");
    yield {
      message: "changed",
      at: after.place,
      subject: after.subject,
      after: causes.toSorted().join("; "),
      data: { model: after.name, cause: causes.slice(0, SHOWN).join("; ") },
      ...(!sure && ({ verdicts: { data: "unknown", meaning: "unknown" } } as const)),
    };
  },
});
