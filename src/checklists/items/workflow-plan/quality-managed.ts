import { defineItem } from "../../item.ts";
import { tablesWith } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";

const METRIC = /\bmetrics?\b|\bdimensions?\b|\bscores?\b|\bmeasures?\b|\bindicators?\b|\bkpis?\b/;
const CHECKS = /\bchecks?\b|\bfreshness\b|\btests?\b|\bscores?\b/i;
const OFTEN =
  /\bevery (?:\d+|hour|day|night|minute|run|morning|week)\b|\bat the end of (?:each|every)\b|\beach (?:run|hour|day|night|DAG|load)\b|\b(?:hourly|daily|nightly|continuous(?:ly)?)\b|\bcron\b|(?:[\d*/,-]+ ){4}[\d*]/i;

export default defineItem({
  id: "quality-managed",
  asked: { "workflow-plan": "quality" },
  profiles: ["quality-management"],
  anywhere: true,
  requirements: [{ row: 127, parts: "S" }],
  level: "review",
  title: "Management of quality",
  demand: "the metrics of quality, and how often the checks run",
  why: "A check without a schedule runs when somebody remembers it.",
  template:
    "Checks run <every run, or every interval>\n\n| Dimension | Metric | Minimum |\n| --- | --- | --- |\n| <dimension> | <what is counted> | <percent> |",
  messages: {
    metrics: "Unexpected management of quality without a list of metrics, expected a row for each",
    schedule: "Unexpected checks without a schedule, expected how often they run",
  },
  *check(stage) {
    if (tablesWith(stage, METRIC).length === 0 && !isOpen(stage, METRIC)) yield { part: "S", message: "metrics" };
    const scheduled = told(stage, CHECKS).some(({ text }) => OFTEN.test(text));
    if (!scheduled && !isOpen(stage, CHECKS)) yield { part: "S", message: "schedule" };
  },
});
