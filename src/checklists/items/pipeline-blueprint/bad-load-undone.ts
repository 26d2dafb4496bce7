import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const UNDO = /\bbad (?:load|data|batch|run|rows)\b|\bundo(?:ne|ing)?\b|\broll(?:ed|s|ing)?[- ]?back\b|\brevert/i;
const MEANS =
  /\btime travel\b|\bsnapshot|\breload|\bload(?:ed)? again\b|\brestor|\bbackup|\bpartition|\b(?:previous|last|old) (?:version|state|table|copy)\b|\bswap|\bclone|\breplay|\brebuil|\bdelet\w+ .{0,40}\b(?:run|batch|load)\b/i;

export default defineItem({
  id: "bad-load-undone",
  asked: { "pipeline-blueprint": "incidents" },
  anywhere: true,
  requirements: [{ row: 178, parts: "S" }],
  level: "block beside breaking",
  title: "Way back from a bad load",
  demand: "how a load that was wrong is taken back (time travel, a snapshot, its partition loaded again)",
  why: "Wrong rows are read from the minute they land; the way back is found while they are being read, or beforehand.",
  template:
    "A bad load is taken back by <time travel, a snapshot, or loading its partition again>, within <how long that is possible>",
  messages: {
    means: "Unexpected way back without its means (`{said}`), expected time travel, a snapshot or what is loaded again",
  },
  *check(stage) {
    const said = told(stage, UNDO).filter(({ form }) => form !== "code");
    const [first] = said;
    if (said.some(({ text }) => MEANS.test(text)) || isOpen(stage, UNDO)) return;
    if (first === undefined) yield { part: "S", message: "missing" };
    else yield { part: "S", message: "means", at: first.place, data: { said: first.text } };
  },
});
