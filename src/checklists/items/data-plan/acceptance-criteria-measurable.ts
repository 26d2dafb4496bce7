import { defineItem } from "../../item.ts";
import { isDecidable } from "../../look/measurable.ts";
import type { Stage } from "../../look/stage.ts";
import { about, statementsOf, type Statement } from "../../look/statements.ts";

const CRITERIA = /\baccept\w*|\bcriteri\w+|\bgates?\b|\bgo if\b|\blaunch\b|\bdefinition of done\b/;

export default defineItem({
  id: "acceptance-criteria-measurable",
  asked: { "data-plan": "validation" },
  requirements: [{ row: 38, parts: "S" }],
  level: "review",
  title: "Acceptance criteria",
  demand: "at least three criteria in a numbered list, each of which is passed or failed by its own words",
  why: "What everybody can call done is called done on the day of the launch.",
  template:
    "Acceptance criteria:\n\n1. <figure> is <at most or at least> <value>\n2. <figure> is <at most or at least> <value>\n3. <figure> is <at most or at least> <value>",
  messages: {
    few: "Unexpected {count} of acceptance, expected at least three in a numbered list",
    vague: "Unexpected criterion `{said}`{others}, expected one that is passed or failed by a figure",
  },
  *check(stage) {
    const all = criteriaIn(stage);
    if (stage.items.some(({ open, ordered }) => open === true && ordered)) return;
    if (all.length === 0) {
      yield { part: "S", message: "missing" };
      return;
    }
    const at = all[0]?.place ?? stage.place;
    if (all.length < 3)
      yield { part: "S", message: "few", at, data: { count: all.length === 1 ? "one criterion" : "two criteria" } };
    const [first, ...rest] = all.filter(({ text }) => !isDecidable(text));
    if (first !== undefined) {
      const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
      yield { part: "S", message: "vague", at: first.place, data: { said: first.text, others } };
    }
  },
});

/** The numbered items below a heading or label of that name, else all numbered ones; rows where a table numbers them. */
function criteriaIn(stage: Stage): readonly Statement[] {
  const own = about(stage, CRITERIA).filter(({ ordered }) => ordered);
  if (own.length > 0) return own;
  const all = statementsOf(stage);
  const ordered = all.filter((each) => each.ordered);
  return ordered.length > 0
    ? ordered
    : all.filter(({ form, text }) => form === "row" && /^\W*(?:[A-Z]{0,3}-?)?\d+\s*\|/.test(text));
}
