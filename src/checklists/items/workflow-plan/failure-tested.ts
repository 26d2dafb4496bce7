import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const FAILURE = /\bfailures?\b|\brecover|\bkill(?:s|ed)?\b|\bcrash|\btwice\b|\bchaos\b|\bfault|\bput in on purpose\b/i;

export default defineItem({
  id: "failure-tested",
  asked: { "workflow-plan": "testing" },
  requirements: [{ row: 117, parts: "S" }],
  level: "review",
  title: "Test of a failure",
  demand: "at least one failure that is provoked and recovered from, and where that test is",
  why: "A way to recover that was never walked is a hope.",
  template: "Failure: <what is broken on purpose>, <path of the test>",
  messages: {},
  *check(stage) {
    if (told(stage, FAILURE).length === 0 && !isOpen(stage, FAILURE)) yield { part: "S", message: "missing" };
  },
});
