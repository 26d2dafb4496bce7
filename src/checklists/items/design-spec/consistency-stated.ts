import { defineItem } from "../../item.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const WORKFLOW = /\b(?:workflow|operation|path|data|flow|what)\b/;
const LEVEL = /\b(?:level|consistency|guarantee)\b/;
const WORDS =
  /\b(?:strong(?:ly)?|eventual(?:ly)?|causal|read[- ]your[- ]writes|read[- ](?:un)?committed|repeatable[- ]read|snapshot|serialis?z?able|linearis?z?able|bounded|monotonic|session|at (?:least|most) once|exactly[- ]once|transaction(?:al|s)?|atomic|stale|best effort|idempotent|in order|ordered)\b/i;

export default defineItem({
  id: "consistency-stated",
  asked: { "design-spec": "slo" },
  requirements: [{ row: 60, parts: "S" }],
  level: "review",
  title: "Consistency",
  demand: "a consistency level for each workflow (strong, eventual, at least once …)",
  why: "Stores, caches and retries are chosen by it: what may be stale, and for how long, is a decision of the business.",
  template:
    "| Workflow | Level | Reason |\n| --- | --- | --- |\n| <name of the workflow> | <one of strong, eventual, at least once> | <why that is right> |",
  messages: {
    level:
      "Unexpected consistency of `{workflow}` as `{said}`, expected a level such as strong, eventual or at least once",
  },
  *check(stage, context) {
    const tables = tablesWith(stage, WORKFLOW, LEVEL);
    for (const table of tables) {
      const names = cellsOf(table, WORKFLOW);
      for (const [i, cell] of cellsOf(table, LEVEL).entries()) {
        if (cell.open === true || WORDS.test(cell.text)) continue;
        const workflow = names[i]?.text ?? "";
        yield { part: "S", message: "level", at: cell.place, of: workflow, data: { workflow, said: cell.text } };
      }
    }
    if (tables.length > 0) return;
    const said = [stage, context.stage("assumptions"), context.stage("context")].flatMap((one) => one?.said ?? []);
    const topic = said.filter(({ text }) => /\bconsisten|\bcorrectness\b|\bstale/i.test(text));
    if (topic.some((one) => one.open === true || WORDS.test(one.text))) return;
    if (!said.some(({ text }) => WORDS.test(text))) yield { part: "S", message: "missing" };
  },
});
