import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const CHECK =
  /\brows?\b|\bcounts?\b|\bsums?\b|\bcompar|\breconcil|\bparity\b|\bsamples?\b|\bby hand\b|\berror rate\b|\bpayments?\b/i;
const DURING = /\bfor\b|\bduring\b|\buntil\b|\bwindow\b|\bstabili|\bdays?\b|\bweeks?\b/i;
const WHEN = /^\W*(?:done|met|ready|finished) when\b/i;

export default defineItem({
  id: "move-verified",
  asked: { "workflow-plan": "verification" },
  profiles: ["migration"],
  requirements: [{ row: 124, parts: "S" }],
  level: "review",
  title: "Checks after the move",
  demand: "what is checked after the move, and for how long",
  why: "What the night did not show, the first week does, if somebody looks.",
  template: "After the move: <what is compared>, every <interval> for <duration>",
  messages: {
    lacks: "Unexpected verification without {lacks}, expected what is looked at after the move, and for how long",
  },
  *check(stage) {
    const said = told(stage, /./).filter(({ text, form }) => form !== "row" && !WHEN.test(text));
    const rows = stage.tables.filter(({ columns }) => columns.some((name) => /\bcheck|\bcompared?\b/i.test(name)));
    const lacks = [
      ...(said.some(({ text }) => CHECK.test(text)) || rows.length > 0 ? [] : ["a check"]),
      ...([
        ...said.map(({ text }) => text),
        ...rows.flatMap(({ rows: all }) => all.flat().map(({ text }) => text)),
      ].some((text) => DURING.test(text) && isTime(text))
        ? []
        : ["a window of time"]),
    ];
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
  },
});

const isTime = (text: string): boolean => findQuantities(text).some(({ quantity: { measure } }) => measure === "time");
