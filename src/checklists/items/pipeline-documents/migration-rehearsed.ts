import { defineItem } from "../../item.ts";
import { statementsOf } from "../../look/statements.ts";
import { datesIn } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const TRIED = /\btried\b|\btest(?:ed|s)?\b|\brehears\w+|\bran\b|\bdry.?run\b|\bverified\b|\bmeasured\b/i;
const WHERE =
  /\bstaging\b|\bcopy\b|\breplica\b|\brestored?\b|\bclone\b|\bsnapshot\b|\bsandbox\b|\bpre-?prod\w*|\btest (?:database|server|environment)\b|\bdev\b/i;
const ROWS = /\d[\d.,]*\s?(?:k|m|million|thousand|bn|billion)?\s*(?:rows|lines|records|events|orders|[GTM]i?B)\b/i;

export default defineItem({
  id: "migration-rehearsed",
  asked: { "data-model-spec": "migration" },
  requirements: [{ row: 221, parts: "S" }],
  level: "review",
  title: "Rehearsal of the migration",
  demand: "where the migration was tried, on how many rows, and when",
  why: "A migration is fast on an empty table. How long it takes shows on as many rows as there are.",
  template: "Tried on <YYYY-MM-DD> on <environment> with <rows>: <duration>, the way back <duration>.",
  messages: { lacks: "Unexpected rehearsal without {what} (`{said}`), expected environment, rows and date" },
  *check(stage) {
    const tried = statementsOf(stage).filter(({ form, text }) => form !== "code" && TRIED.test(text));
    const [first] = tried;
    if (first === undefined) {
      if (!stage.said.some(({ open }) => open === true)) yield { part: "S", message: "missing" };
      return;
    }
    const text = tried.map((one) => one.text).join("\n");
    const lacks = [
      ...(WHERE.test(text) ? [] : ["an environment"]),
      ...(ROWS.test(text) ? [] : ["rows"]),
      ...(datesIn(text).length > 0 ? [] : ["a date"]),
    ];
    if (lacks.length > 0)
      yield { part: "S", message: "lacks", at: first.place, data: { what: inWords(lacks), said: first.text } };
  },
});
