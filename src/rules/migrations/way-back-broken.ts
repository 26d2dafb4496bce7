import { defineRule } from "../../model/rule.ts";
import { label, subjectOf } from "./ask/label.ts";

export default defineRule({
  id: "way-back-broken",
  level: "review",
  on: ["migration.added"],
  action: "other",
  verdicts: { data: "unknown", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: [
    "down-fails",
    "down-does-not-restore-schema",
    "down-not-idempotent",
    "wrong-name-if-exists",
    "up-not-replayable-after-down",
  ],
  requirements: [
    { row: 192, parts: "X" },
    { row: 218, parts: "X" },
  ],
  docs: {
    title: "A way back does not lead back",
    sees: "The embedded engine ran the migration, its way back, and the migration once more: the way back failed, or left a schema that is not the one from before, or something on which the migration cannot run again.",
    why: "It is needed on a bad day, in a hurry, and for the first time. What it forgets (an index, a default, a name misspelt behind IF EXISTS) nobody notices then.",
    instead: `-- up
ALTER TABLE public.orders RENAME COLUMN note TO remark;
CREATE INDEX orders_remark ON public.orders (remark);
-- down: everything that up did, last first, without IF EXISTS, so that a wrong name fails here
DROP INDEX orders_remark;
ALTER TABLE public.orders RENAME COLUMN remark TO note;`,
  },
  messages: {
    fails: "Unexpected error in the way back of `{migration}`, expected it to run after its up, got `{error}`",
    differs:
      "Unexpected schema after the way back of `{migration}`, expected it as it was before, found `{difference}`{others}",
    again: "Unexpected error when `{migration}` runs again after its way back, expected it to run, got `{error}`",
  },
  *check({ after: migration }, { head }) {
    const proof = Object.values(head.facts.proof).find((one) => one.migration === migration.id);
    if (proof === undefined || (proof.result !== "fails" && proof.result !== "differs")) return;
    const report = {
      at: { path: migration.down ?? migration.up, line: 1 },
      subject: subjectOf(migration),
      basis: "observed" as const,
    };
    const data = { migration: label(migration) };
    if (proof.result === "fails") yield { ...report, message: "fails", data: { ...data, error: proof.detail } };
    else if (proof.again !== undefined && proof.differences.length === 0)
      yield { ...report, message: "again", data: { ...data, error: proof.again } };
    else {
      const [difference = proof.detail, ...rest] = proof.differences;
      // The check shows every line; here the first is enough to know where to look.
      const short = difference.length > 100 ? `${difference.slice(0, 100)}…` : difference;
      const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
      yield { ...report, message: "differs", data: { ...data, difference: short, others } };
    }
  },
});
