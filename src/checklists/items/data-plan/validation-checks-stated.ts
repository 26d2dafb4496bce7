import { defineItem } from "../../item.ts";
import { isDecidable } from "../../look/measurable.ts";
import { statementsOf } from "../../look/statements.ts";
import { inWords } from "../../look/topics.ts";

const TOPICS: readonly (readonly [string, RegExp])[] = [
  ["correctness", /\bcorrect\w*|\baccura\w*|\breconcil\w*|\bparity\b|\bmatch\w*/i],
  ["freshness", /\bfresh\w*|\bold(?:er)?\b|\blate\w*|\bage\b|\bstale\w*/i],
  [
    "performance",
    /\bperforman\w*|\bfast\b|\bruntime\b|\bquery time\b|\bp\d\d\b|\bduration\b|\bthroughput\b|\bspeed\b|\bresponse time\b/i,
  ],
];

export default defineItem({
  id: "validation-checks-stated",
  asked: { "data-plan": "validation" },
  requirements: [{ row: 37, parts: "SQ" }],
  level: "review",
  title: "Checks of correctness, freshness and performance",
  demand: "for correctness, freshness and performance a check with the figure that is expected",
  why: "What nobody measures before the launch is measured by the readers after it.",
  template:
    "| What | Check | Expected |\n| --- | --- | --- |\n| Correctness | <what is compared> | <figure> |\n| Freshness | <age of which table> | <duration> |\n| Performance | <p95 of what> | <duration> |",
  messages: {
    lacks: "Unexpected validation without {what}, expected a check of correctness, of freshness and of performance",
    vague: "Unexpected check of {what} without the figure that is expected (`{said}`), expected it with its unit",
  },
  *check(stage) {
    const all = statementsOf(stage);
    const open = stage.tables.some(({ rows }) => rows.some((row) => row.some((cell) => cell.open === true)));
    if (open) return;
    const lacking: string[] = [];
    for (const [what, words] of TOPICS) {
      const told = all.filter(({ text }) => words.test(text));
      const [first] = told;
      if (first === undefined) lacking.push(what);
      else if (!told.some(({ text }) => /\d/.test(text) && isDecidable(text)))
        yield { part: "Q", message: "vague", at: first.place, of: what, data: { what, said: first.text } };
    }
    if (lacking.length > 0) yield { part: "S", message: "lacks", data: { what: inWords(lacking) } };
  },
});
