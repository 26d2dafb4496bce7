import type { PlanPart } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { cellsOf, columnAt } from "../../look/table.ts";

const BUNDLE = /\bbundle\b|\bchecklist\b|\bcompleteness\b|\breadiness\b|\bdefinition of ready\b/i;
const STATE = /\bstate\b|\bstatus\b|\bdone\b|\bresult\b|\bok\b/;
const OPEN =
  /^\W*(?:open|to ?do|missing|no|not (?:yet|done|started)|pending|partly|partial|in progress|wip|fail(?:ed|s)?)\b/i;

export default defineItem({
  id: "bundle-closed",
  asked: { "data-plan": "validation" },
  requirements: [{ row: 41, parts: "S" }],
  level: "review",
  title: "Bundle check",
  demand: "every point of the completeness check closed before the plan is approved",
  why: "An approved plan with an open point is approved without that point.",
  template: "",
  messages: {
    open: "Unexpected `{state}` at `{item}` of the bundle check in an approved plan, expected it closed, or the plan a draft",
  },
  *check(_stage, { plan }) {
    if (plan.status !== "approved") return;
    for (const part of deep(plan.parts).filter(({ heading }) => BUNDLE.test(heading)))
      for (const table of part.tables) {
        const state = columnAt(table, STATE);
        if (state < 1) continue;
        for (const [i, cell] of cellsOf(table, STATE).entries()) {
          const item = table.rows[i]?.[0]?.text ?? "";
          if (cell.open !== true && OPEN.test(cell.text))
            yield { part: "S", message: "open", at: cell.place, of: item, data: { state: cell.text, item } };
        }
      }
  },
});

const deep = (parts: readonly PlanPart[]): readonly PlanPart[] => parts.flatMap((part) => [part, ...deep(part.parts)]);
