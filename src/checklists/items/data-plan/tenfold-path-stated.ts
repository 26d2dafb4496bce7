import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { statementsOf } from "../../look/statements.ts";

const TENFOLD =
  /\bten ?times\b|\btenfold\b|\bten-fold\b|\b10 ?[×x](?![\w])|\b10 times\b|[×x] ?10\b|\border of magnitude\b|\b10-fold\b/i;

export default defineItem({
  id: "tenfold-path-stated",
  asked: { "data-plan": "volume" },
  requirements: [{ row: 41, parts: "S" }],
  level: "notice",
  title: "A path to ten times the volume",
  demand: "what is done when ten times as much arrives, with its figures",
  why: "A design that fits today's volume exactly is replaced in the year in which it succeeds.",
  template: "- Ten times the volume: <records a run> at <records/s> on <resources> take <duration>",
  messages: {
    bare: "Unexpected path to ten times the volume without a figure (`{said}`), expected records, resources or a duration",
  },
  *check(stage, context) {
    const told = [stage, context.whole].map((each) => statementsOf(each).filter(({ text }) => TENFOLD.test(text)));
    const [own = [], all = []] = told;
    const [first] = own;
    // In passing it may be spoken of anywhere; with figures, it is the path.
    if (all.some(({ text }) => findQuantities(text.replace(TENFOLD, "")).length > 0)) return;
    if (first === undefined) yield { part: "S", message: "missing" };
    else yield { part: "S", message: "bare", at: first.place, data: { said: first.text } };
  },
});
