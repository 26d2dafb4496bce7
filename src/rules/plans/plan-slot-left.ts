import { defineRule } from "../../model/rule.ts";
import { defectsOf } from "./tell/plan-of.ts";

export default defineRule({
  id: "plan-slot-left",
  level: "block",
  on: ["plan.added", "plan.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: ["repair"],
  aliases: ["plan-placeholder"],
  requirements: [{ row: 40, parts: "S" }],
  docs: {
    title: "A placeholder stands where an answer is due",
    sees: "A change plan that this pull request adds or edits, with a slot that nobody filled: TBD, TODO, a tag such as `<your team>`, an empty cell in a column that must be filled, a label without a value, or N/A without a reason. Code, comments and links are not looked at. An approved plan is held to it; in a draft it is a notice.",
    why: "A slot is a promise to think about it later, and an approved plan is the moment when later has come.",
    instead: `| Consumer | Owner | Told |
|---|---|---|
| Revenue dashboard | @bi | 2026-11-02, agreed |

Where nothing applies, say why: N/A: the table is written by nobody since 2024.`,
  },
  messages: {
    slot: "Unexpected placeholder `{slot}` in {part}, expected the answer itself",
    cell: "Unexpected empty cell in {part}, expected a value, or none with its reason",
    label: "Unexpected label `{slot}` without a value in {part}, expected what it announces",
  },
  *check(change) {
    for (const { defect, shared } of defectsOf(change, (each) => each.defect === "slot")) {
      const { part, detail: slot } = defect;
      const message = slot === "" ? "cell" : /^\p{L}.*:$/u.test(slot) ? "label" : "slot";
      yield { ...shared, message, data: { slot, part } };
    }
  },
});
