import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const MEASURED = /\bmeasured\b|\bprofiled\b|\bbenchmark|\bload[ -]test/i;
/** What was measured stands beside the word, in its own brackets or clause. */
const BESIDE =
  /(?:[^.;,(]|\.(?=\d)|,(?=\d)){0,60}\(?\b(?:measured|profiled|benchmark\w*|load[ -]test\w*)\b(?:[^.;)]|\.(?=\d)){0,160}/i;
const BOTTLENECK =
  /\bbottlenecks?\b|\bslowest\b|\bdominat|\bmost of (?:it|the time|that)\b|\btakes? (?:the )?longest\b/i;

/** How a service level will be watched, and how good a source was found to be, is no run that was measured. */
const SLA = /\bSLAs?\b|\bcompleteness\b/i;

const figures = (text: string): boolean =>
  findQuantities(BESIDE.exec(text)?.[0] ?? "").some(
    ({ quantity: { measure } }) => measure === "time" || measure === "money",
  ) || /\bload[ -]test.*\d\s?\p{L}*\s?(?:\/|per )\s?(?:s|min|h)/iu.test(text);

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
    const measured = told(stage, MEASURED).filter(({ text }) => !SLA.test(text) && figures(text));
    const [first] = measured;
    if (first === undefined) yield { part: "Q", message: "unmeasured" };
    else if (told(stage, BOTTLENECK).length === 0) yield { part: "Q", message: "unnamed", at: first.place };
  },
});
