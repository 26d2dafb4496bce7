import { defineItem } from "../../item.ts";
import { statementsOf } from "../../look/statements.ts";

/** The source's own defaults: what a plan says of them, and the word by which the assumptions would name it. */
const DEFAULTS: readonly (readonly [string, RegExp, RegExp])[] = [
  [
    "headroom of 2×",
    /\bhead-?room\b[^.;\n]{0,24}?(?<![\d.,])2(?:[.,]0)?\s?[×x](?!\d)|(?<![\d.,])2(?:[.,]0)?\s?[×x]\s+(?:of\s+)?head-?room/i,
    /\bhead-?room\b/i,
  ],
  ["peak of 3×", /\bpeak\b[^.;\n]{0,24}?(?<![\d.,])3(?:[.,]0)?\s?[×x](?!\d)/i, /\bpeaks?\b/i],
  [
    "compression of 3 : 1",
    /\bcompress\w*[^.;\n]{0,24}?(?<![\d.,])3(?:[.,]0)?\s?(?:[×x](?!\d)|:\s?1\b|to 1\b)/i,
    /\bcompress/i,
  ],
  [
    "retention of 365 days",
    /\b(?:ret\w+|kept?|keep)\b[^.;\n]{0,24}?(?<![\d.,])365 days\b/i,
    /\bret(?:ention|ain)|\bkept\b|\bkeep\b|\b365\b/i,
  ],
];

export default defineItem({
  id: "defaults-labelled",
  asked: { "data-plan": "volume" },
  requirements: [{ row: 14, parts: "X" }],
  level: "notice",
  title: "Defaults as assumptions",
  demand: "that a figure taken from a default stands among the assumptions",
  why: "A default looks like a measurement as soon as it has been multiplied once.",
  template: "",
  messages: {
    unlabelled:
      "Unexpected {what}, which is the default, and no assumption of it, expected it among the assumptions, or where it was measured",
  },
  *check(stage, context) {
    const assumptions = context.stage("assumptions");
    const given = assumptions === undefined ? [] : statementsOf(assumptions);
    for (const [what, said, label] of DEFAULTS) {
      const one = statementsOf(stage).find(({ text }) => said.test(text.replaceAll(" | ", " ")));
      if (one === undefined || /\bmeasured\b|\bassum\w+|\bdefault\b|\bload test\b/i.test(one.text)) continue;
      if (!given.some(({ text }) => label.test(text)))
        yield { part: "X", message: "unlabelled", at: one.place, of: what, data: { what } };
    }
  },
});
