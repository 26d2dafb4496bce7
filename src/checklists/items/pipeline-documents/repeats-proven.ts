import { defineItem } from "../../item.ts";
import { statementsOf } from "../../look/statements.ts";

const TWICE =
  /\bidempoten\w+|\btwice\b|\bsame rows\b|\bre-?runs?\b|\brun again\b|\brepeat\w*|\bchanges 0 rows\b|\bsecond run\b/i;

export default defineItem({
  id: "repeats-proven",
  asked: { "dag-spec": "tests" },
  requirements: [
    { row: 199, parts: "", waits: { X: "DAG files have no reader yet, so clocks inside tasks are not seen" } },
  ],
  level: "review",
  title: "Tests of the DAG",
  demand: "a test that a task which runs twice leaves the same rows, and every test of an approved spec done",
  why: "A task that may not run twice is found out on the night on which it has to.",
  template: "- [ ] Each task run twice leaves the same rows (<environment>, <date>)",
  messages: {
    twice: "Unexpected tests without one that repeats a task, expected that a second run leaves the same rows",
    open: "Unexpected open test `{test}` in an approved spec, expected it done, or the spec a draft",
  },
  *check(stage, { plan }) {
    if (!statementsOf(stage).some(({ text }) => TWICE.test(text)) && !stage.said.some(({ open }) => open === true))
      yield { part: "S", message: "twice" };
    if (plan.status !== "approved") return;
    for (const { text, place, ticked, open } of stage.items)
      if (ticked === false && open !== true)
        yield { part: "S", message: "open", at: place, of: text, data: { test: text } };
  },
});
