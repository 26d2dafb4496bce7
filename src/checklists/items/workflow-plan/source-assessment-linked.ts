import { defineItem } from "../../item.ts";
import { datesIn, told } from "../../look/told.ts";

const ASSESSED = /\bassess|\baudit(?:ed)?\b|\bprofiled\b|\bsource quality\b|\bbaseline\b/i;
const DATA_FILE = /\.(?:ya?ml|json|md|html)$/i;

export default defineItem({
  id: "source-assessment-linked",
  asked: { "workflow-plan": "design", "pipeline-blueprint": "discovery" },
  anywhere: true,
  requirements: [
    { row: 107, parts: "S" },
    { row: 121, parts: "S" },
    { row: 141, parts: "S" },
  ],
  level: "review",
  title: "Source assessment",
  demand: "a dated quality assessment of the source with a link to its report",
  why: "Without a baseline nobody can tell later whether the pipeline broke the data or whether it came broken.",
  template: "Assessed on <date>, see <link to the report>",
  messages: {
    undated: "Unexpected source assessment without a date, expected the day on which the source was looked at",
    unlinked: "Unexpected source assessment without a report, expected a link to it",
    dead: "Unexpected report `{report}` that is not in the repository, expected the report of the assessment",
    late: "Unexpected assessment on {assessed} after the cutover of {cutover}, expected it before the move",
  },
  *check(stage, context) {
    const [first, ...more] = told(stage, ASSESSED);
    if (first === undefined) {
      yield { part: "S", message: "missing" };
      return;
    }
    const near = stage.links.filter(
      ({ url, place }) =>
        DATA_FILE.test(url) && [first, ...more].some((said) => Math.abs(place.line - said.place.line) < 4),
    );
    const dead = near.find((link) => link.dead === true);
    const dates = [first, ...more].flatMap(({ text }) => datesIn(text));
    if (near.length === 0) yield { part: "S", message: "unlinked", at: first.place };
    else if (dead !== undefined) yield { part: "S", message: "dead", at: dead.place, data: { report: dead.url } };
    const [assessed] = dates;
    if (assessed === undefined) yield { part: "S", message: "undated", at: first.place };
    const cutover = context.stage("cutover")?.heading ?? "";
    const [day = ""] = datesIn(cutover);
    if (context.plan.profiles.includes("migration") && assessed !== undefined && day !== "" && assessed > day)
      yield { part: "S", message: "late", at: first.place, data: { assessed, cutover: day } };
  },
});
