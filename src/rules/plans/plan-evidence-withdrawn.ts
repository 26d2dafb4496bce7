import type { Plan } from "../../model/plan.ts";
import { type Context, defineRule } from "../../model/rule.ts";

/** What the plan gave on base and no longer gives, in words. A section that is gone is told as missing, and holds the merge by itself. */
function withdrawn(before: Plan, after: Plan): readonly string[] {
  if (after.status !== "approved") return ["its approval"];
  const left = new Set(after.consumers.map(({ consumer }) => consumer.toLowerCase()));
  const untold = before.consumers.filter(({ consumer }) => !left.has(consumer.toLowerCase()));
  const [was, is] = [before.rollback, after.rollback];
  return [
    ...(was?.restoreFrom !== undefined && is !== undefined && is.restoreFrom === undefined ? ["Restore from"] : []),
    ...(was?.acceptedBy !== undefined && is !== undefined && is.acceptedBy === undefined
      ? ["who accepts the loss"]
      : []),
    ...untold.map(({ consumer }) => `the consumer ${consumer.replaceAll("`", "")}`),
  ];
}

/** Rows that nobody has carried out yet: what was agreed to for them still counts. */
const open = (plan: Plan, context: Context) => {
  const rows = context.rowsOf([]);
  return plan.entries.filter((entry) => rows.subjects(entry).length > 0 && !rows.isSpent(entry));
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

export default defineRule({
  id: "plan-evidence-withdrawn",
  level: "review",
  on: ["plan.altered", "plan.removed"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["plan-weakened"],
  docs: {
    title: "An approved plan gives less than it gave",
    sees: "A plan that is approved on the base branch and has rows that are still to be carried out, and this pull request takes away what it was approved with: where lost values are restored from, who accepts the loss, a consumer, its approval, or the whole plan. A plan whose rows are all carried out may go.",
    why: "People agreed to the plan as it was. What opened the gate for its first phase must still be there for its last one.",
    instead: "Leave it in, or have the plan approved anew by those who agreed to it, in a pull request of its own.",
  },
  messages: {
    less: "Unexpected edit of the approved plan `{plan}` without {gone}, expected what it was approved with while `{row}` is still to come",
    gone: "Unexpected removal of the approved plan `{plan}`, expected it to stay while `{row}` is still to come",
  },
  *check(change, context) {
    const { before } = change;
    const [row] = before.status === "approved" ? open(before, context) : [];
    if (row === undefined) return;
    const shared = { subject: ["plan", before.id] as const, before: "approved" };
    const data = { plan: before.title, row: `${row.change} ${row.subject}`.replaceAll("`", "") };
    if (change.kind === "plan.removed") {
      const moved = Object.values(context.head.facts.plan).some(
        ({ hash, title }) => hash === before.hash || title === before.title,
      );
      if (!moved) yield { ...shared, message: "gone", at: before.place, side: "base", data };
      return;
    }
    const gone = withdrawn(before, change.after);
    if (gone.length > 0)
      yield {
        ...shared,
        message: "less",
        at: change.after.place,
        after: gone.join(", "),
        data: { ...data, gone: listed(gone) },
      };
  },
});
