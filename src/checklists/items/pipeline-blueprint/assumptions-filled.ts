import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { statementsOf } from "../../look/statements.ts";
import { isOpen, told } from "../../look/told.ts";
import { isVague } from "../../look/vague.ts";
import { wordCount } from "../../look/words.ts";

const LABEL = /\bassum/;
const NONE = /^\W*(?:none|no|nothing|n\/a)\b/i;

export default defineItem({
  id: "assumptions-filled",
  asked: { "pipeline-blueprint": "assumptions" },
  anywhere: true,
  requirements: [{ row: 175, parts: "S" }],
  level: "review",
  title: "Assumptions",
  demand: "what is taken for granted (volumes, arrival, what good data is), or why nothing is",
  why: "When the pipeline fails in a year, it will be an assumption that failed, and nobody will remember having made it.",
  template: "Assumptions: <what is taken for granted about volume, arrival and what good data looks like>",
  messages: {
    empty: "Unexpected assumptions that say nothing (`{said}`), expected what is taken for granted, or why nothing is",
  },
  *check(stage, context) {
    const own = context.stage("assumptions");
    const fields = fieldsLike(stage, LABEL);
    const inner = own === undefined ? [] : statementsOf(own);
    const texts = [
      ...fields.map(({ text, place, items }) => ({ text: [text, ...items.map((one) => one.text)].join(" "), place })),
      ...inner,
    ];
    const [first] = texts;
    if (first === undefined) {
      if (!isOpen(stage, /\bassum/i) && told(stage, /\bwe assume\b|\bassuming\b|\bassumed\b/i).length === 0)
        yield { part: "S", message: "missing" };
      return;
    }
    const all = texts.map(({ text }) => text).join(" ");
    const words = wordCount(all);
    if (isVague(all) || words < 4 || (NONE.test(all) && words < 6))
      yield { part: "S", message: "empty", at: first.place, data: { said: first.text } };
  },
});
