import { defineItem } from "../../item.ts";
import { lacking } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const FEWEST = 3;
const TOPICS = {
  "the way upstream": /\bupstream\b|\blineage\b|\btrace\b|\bstep below\b|\bback to the source\b/i,
  "a test that failed before the fix": /\bregression\b|\btest(?:s|ed)?\b.*\bfail|\bfail\w*\b.*\btest/i,
};

export default defineItem({
  id: "root-cause-procedure",
  asked: { "workflow-plan": "causes" },
  profiles: ["quality-management"],
  requirements: [{ row: 128, parts: "S" }],
  level: "notice",
  title: "From a wrong figure to its cause",
  demand: "the steps from the score that fell up the lineage to the cause, and a regression test for each fix",
  why: "A fix without a test that failed before it mends the day; the cause comes back under another name.",
  template:
    "1. Detect: <which score fell, since which run>\n2. Trace: <where the lineage is found>, step by step up to <the last one that is right>\n3. Examine: <each guess beside a query that could refute it>\n4. Fix, with a regression test that failed before: <where it is>",
  messages: {
    steps: "Unexpected procedure of {count} steps, expected at least {fewest}: detect, trace, examine, fix",
    lacks: "Unexpected search for causes without {lacks}, expected both in its steps",
  },
  *check(stage) {
    const steps = stage.items.filter(({ open, depth }) => open !== true && depth === 0).length;
    if (steps < FEWEST) yield { part: "S", message: "steps", data: { count: String(steps), fewest: String(FEWEST) } };
    const lacks = lacking(stage, TOPICS);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
  },
});
