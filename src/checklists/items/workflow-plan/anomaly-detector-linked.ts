import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const DETECTOR =
  /\banomal|\bdetector\b|\boutliers?\b|\bstandard deviations?\b|\bstability index\b|\b(?:above|below)\b.*\b(?:dash)?board\b|\b(?:compared with|against) (?:the )?(?:same|last|previous|usual|its)\b/i;

export default defineItem({
  id: "anomaly-detector-linked",
  asked: { "workflow-plan": "monitoring" },
  anywhere: true,
  requirements: [{ row: 112, parts: "S" }],
  level: "notice",
  title: "Anomaly detection",
  demand: "what is compared with what, and a link to the board that shows it",
  why: "Rules find the errors that somebody thought of; the rest shows as a line that leaves its usual band.",
  template: "Anomalies: <measure> against <its usual range>; [board](<address of the board>)",
  messages: { unlinked: "Unexpected detector without a place to look, expected a link to its board" },
  *check(stage) {
    const said = told(stage, DETECTOR);
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, DETECTOR)) yield { part: "S", message: "missing" };
    } else if (
      !stage.links.some(
        ({ url, place }) => /^https?:/.test(url) && said.some((one) => near(one.place.line, place.line)),
      )
    )
      yield { part: "S", message: "unlinked", at: first.place };
  },
});

const near = (one: number, other: number): boolean => Math.abs(one - other) <= 2;
