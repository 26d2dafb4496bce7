import { defineItem } from "../../item.ts";
import { statementsOf } from "../../look/statements.ts";

const DAG =
  /\b(?:dags?|workflow|flow|pipeline|job)\b[^.\n]{0,40}?\b[a-z]+[_-][\w-]+|\b(?:dag|workflow|flow|job)\b\s*[:|]\s*\w+|\b\w+_\w+\b[^.\n]{0,30}\bdag\b/i;
const ORDER =
  /→|-{1,2}>|>>|=>|\bafter\b|\bthen\b|\bdepends? on\b|\bwaits? for\b|\bupstream\b|\bdownstream\b|\bbefore\b/i;

export default defineItem({
  id: "dag-dependencies-listed",
  asked: { "data-plan": "ingestion" },
  requirements: [
    { row: 16, parts: "S", waits: { X: "DAG files have no reader yet, so ids and edges are not compared" } },
  ],
  level: "review",
  title: "DAG and dependencies",
  demand: "the DAG by its id and which task waits for which",
  why: "A dependency that is not written down is a schedule that was lucky so far.",
  template: "DAG <dag_id>, <cron or trigger>:\n1. <task>\n2. <task>, after <task>",
  messages: {
    dag: "Unexpected orchestration without a DAG, expected its id",
    order: "Unexpected orchestration without dependencies, expected which task waits for which",
  },
  *check(stage) {
    const all = statementsOf(stage).map(({ text }) => text);
    const named = all.some((text) => DAG.test(text));
    const ordered = all.some((text) => ORDER.test(text));
    if (!named && !ordered) yield { part: "S", message: "missing" };
    else if (!named) yield { part: "S", message: "dag" };
    else if (!ordered) yield { part: "S", message: "order" };
  },
});
