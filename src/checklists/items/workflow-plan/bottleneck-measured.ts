import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const MEASURED = /\bmeasured\b|\bprofiled\b|\bbenchmark/i;
const BOTTLENECK = /\bbottlenecks?\b|\bslowest\b|\bdominat/i;

export default defineItem({
  id: "bottleneck-measured",
  asked: { "workflow-plan": "metrics" },
  anywhere: true,
  requirements: [{ row: 118, parts: "Q" }],
  level: "notice",
  title: "Measured run",
  demand: "a run time or cost that was measured, and the bottleneck by name",
  why: "Tuning that starts without a measurement mends what is easy and not what is slow.",
  template: "Measured: <run time>, <cost>; the bottleneck is <step>",
  messages: {
    unmeasured: "Unexpected performance without a measured figure, expected a run time or a cost that was measured",
    unnamed: "Unexpected measurement without its bottleneck, expected the step that takes longest",
  },
  *check(stage) {
    if (isOpen(stage, MEASURED)) return;
    const measured = told(stage, MEASURED).filter(({ text }) => findQuantities(text).length > 0);
    const [first] = measured;
    if (first === undefined) yield { part: "Q", message: "unmeasured" };
    else if (told(stage, BOTTLENECK).length === 0) yield { part: "Q", message: "unnamed", at: first.place };
  },
});
