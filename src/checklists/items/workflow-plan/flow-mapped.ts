import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";

const ARROW = /\S\s*(?:→|->|=>|-->|⇒)\s*\S/;
const LABEL = /\b(?:data )?flow\b|\blineage\b/i;
const DAG = "DAG files have no reader yet";

export default defineItem({
  id: "flow-mapped",
  asked: { "workflow-plan": "build", "pipeline-blueprint": "pipeline" },
  anywhere: true,
  requirements: [
    { row: 109, parts: "", waits: { X: `whether schedule, retries and callback are set: ${DAG}` } },
    { row: 110, parts: "S" },
    { row: 113, parts: "S" },
    { row: 154, parts: "", waits: { X: `whether it parses, is acyclic and matches the plan: ${DAG}` } },
    { row: 177, parts: "", waits: { X: `whether retries back off and somebody is told: ${DAG}` } },
  ],
  level: "review",
  title: "Data flow",
  demand: "the way of the data from its source to its readers, step by step (`source → staging → mart → board`)",
  why: "When a number is wrong, the map of the flow is where the search starts.",
  template: "Flow: <source> → <staging> → <mart> → <reader>",
  messages: { vague: "Unexpected data flow without its steps (`{flow}`), expected from where, through what, to whom" },
  *check(stage) {
    const drawn = stage.code.some(({ language, text }) => language === "mermaid" || ARROW.test(text));
    if (drawn || told(stage, ARROW).length > 0) return;
    const [said] = told(stage, LABEL);
    if (said !== undefined) yield { part: "S", message: "vague", at: said.place, data: { flow: shortened(said.text) } };
    else if (!isOpen(stage, LABEL)) yield { part: "S", message: "missing" };
  },
});
