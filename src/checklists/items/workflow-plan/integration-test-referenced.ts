import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";

const INTEGRATION = /\bintegration\b|\bend[ -]to[ -]end\b/i;
const WHERE =
  /\bCI\b|\bpipeline of tests\b|\bpull request\b|\bworkflow\b|[\w-]+\/[\w./-]+\.\w+|\b(?:every|each) (?:night|commit|merge)\b/;

export default defineItem({
  id: "integration-test-referenced",
  asked: { "workflow-plan": "testing" },
  requirements: [{ row: 115, parts: "X" }],
  level: "review",
  title: "Integration test",
  demand: "the test of the whole pipeline by its path or the CI job that runs it",
  why: "Steps that are right one by one still lose rows where they meet.",
  template: "Integration: <path of the test>, run by <CI job>",
  messages: { nowhere: "Unexpected integration test without its place (`{said}`), expected its path or the CI job" },
  *check(stage) {
    const said = told(stage, INTEGRATION);
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, INTEGRATION)) yield { part: "X", message: "missing" };
    } else if (!said.some(({ text }) => WHERE.test(text)))
      yield { part: "X", message: "nowhere", at: first.place, data: { said: shortened(first.text) } };
  },
});
