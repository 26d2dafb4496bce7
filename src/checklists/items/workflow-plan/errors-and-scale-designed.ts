import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const SINK =
  /\bdead[ -]?letters?\b|\bquarantine[ds]?\b|\brejected\b|\bput aside\b|\berror (?:table|topic|queue|sink)\b|\bDLQ\b|\bset aside\b/i;
const TEN = /\bten times\b|\b10\s?(?:×|x|times)|\btenfold\b|\border of magnitude\b/i;

export default defineItem({
  id: "errors-and-scale-designed",
  asked: { "workflow-plan": "design" },
  anywhere: true,
  requirements: [{ row: 106, parts: "S" }],
  level: "review",
  title: "Errors and scale",
  demand: "where records that cannot be processed go, and what ten times the volume would take",
  why: "A pipeline without a place for bad records either stops at the first one or loses it without a word.",
  template:
    "- Errors: records that cannot be read go to the dead-letter <topic or table> with the reason\n- Ten times the volume: <what has to change>",
  messages: {
    sink: "Unexpected design without a place for bad records, expected the dead-letter topic or the quarantine that they go to",
    scale: "Unexpected design without a path to ten times the volume, expected what would have to change",
  },
  *check(stage) {
    if (told(stage, SINK).length === 0 && !isOpen(stage, /dead[ -]?letter|quarantine|errors?/i))
      yield { part: "S", message: "sink" };
    if (told(stage, TEN).length === 0 && !isOpen(stage, TEN)) yield { part: "S", message: "scale" };
  },
});
