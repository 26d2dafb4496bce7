import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import type { Stage } from "../../look/stage.ts";
import { wordCount } from "../../look/words.ts";

const LABEL = /\b(?:problem|why|background|motivation|pain)\b/;
const DECISION =
  /\b(?:metric|kpi|revenue|margin|cost|churn|conversion|decid\w*|decision|report\w*|dashboard|forecast\w*|price|budget|customer\w*|order\w*|%|percent|\d+)/i;

export default defineItem({
  id: "problem-stated",
  asked: { "data-plan": "context", "design-spec": "context" },
  requirements: [
    { row: 4, parts: "S" },
    { row: 55, parts: "S" },
  ],
  level: "block",
  title: "Problem",
  demand: "what is wrong today in a sentence or two, with the business metric or the decision that it is about",
  why: "A pipeline that solves no stated problem is kept for ever, since nobody can say when it has done its work.",
  template: "Problem: <what is wrong today, for whom, and which metric or decision it is about>",
  messages: {
    short: "Unexpected problem of {count} words (`{problem}`), expected {demand}",
    metric:
      "Unexpected problem without a metric or a decision, expected the business metric or the decision that it is about",
  },
  *check(stage, { plan }) {
    const said = answer(stage, LABEL, /\bproblem\b/i);
    if (said.found === "open") return;
    // Where the stage is all about it, its own lines are the statement.
    const text =
      said.found === "said"
        ? said.text
        : opening(stage)
            .filter((line) => line.open !== true)
            .map((line) => line.text)
            .join(" ");
    const at = said.found === "said" ? said.place : stage.place;
    const count = wordCount(text);
    if (count === 0) yield { part: "S", message: "missing" };
    else if (count < 12) yield { part: "S", message: "short", at, data: { count: String(count), problem: text } };
    // A design has its figures among its service levels.
    else if (plan.planKind === "data-plan" && !DECISION.test(text)) yield { part: "S", message: "metric", at };
  },
});

/** What stands before the first label: the scope below it says nothing of the problem. */
function opening({ lines, fields }: Stage): Stage["lines"] {
  const first = Math.min(...fields.map(({ place }) => place.line));
  const before = lines.filter(({ place }) => place.line < first);
  return before.length > 0 ? before : lines;
}
