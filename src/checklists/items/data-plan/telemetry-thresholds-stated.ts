import { defineItem } from "../../item.ts";
import { clausesOf } from "../../look/measurable.ts";
import { statementsOf } from "../../look/statements.ts";
import { inWords } from "../../look/topics.ts";

const TOPICS: readonly (readonly [string, RegExp])[] = [
  [
    "drift",
    /\bdrift\w*|\banomal\w+|\bdeviat\w+|\baway from\b|\boff the (?:same|usual)\b|\bshare of nulls?\b|\bdistribution\b/i,
  ],
  ["latency", /\blatenc\w+|\bage\b|\bolder\b|\bfresh\w*|\blag\b|\bdelay\w*|\blate(?:ness)?\b|\bhow old\b/i],
  [
    "run success",
    /\bruns? success\b|\bsuccess(?:ful)?\b|\bfail(?:s|ed|ures?)? (?:runs?|jobs?|tasks?)\b|\b(?:runs?|jobs?|tasks?) fail\w*|\bfailures?\b|\bfailed runs?\b|\berror rate\b/i,
  ],
];
const LIMIT = /\d|\bany\b|\bevery\b|\beach\b|\bonce\b|\btwice\b|\b(?:one|two|three|first) \w+/i;

export default defineItem({
  id: "telemetry-thresholds-stated",
  asked: { "data-plan": "operations" },
  requirements: [{ row: 32, parts: "SQ" }],
  level: "review",
  title: "Telemetry with thresholds",
  demand: "for drift, latency and the success of runs from which figure on somebody is called",
  why: "A signal without a threshold is looked at by the person who already knows that something is wrong.",
  template:
    "| Telemetry | Signal | Alert |\n| --- | --- | --- |\n| Run success | <what is counted> | <figure> |\n| Latency | <age of which table> | <duration> |\n| Drift | <share or deviation> | <percentage> |",
  messages: {
    unwatched: "Unexpected telemetry without {what}, expected drift, latency and run success, each with a threshold",
    vague:
      "Unexpected signal of {what} without a threshold (`{said}`), expected the figure from which somebody is called",
  },
  *check(stage) {
    const all = statementsOf(stage).flatMap((each) =>
      clausesOf(each).map((text) => ({ text, place: each.place, form: each.form })),
    );
    const open = stage.tables.some(({ rows }) => rows.some((row) => row.some((cell) => cell.open === true)));
    const lacking: string[] = [];
    for (const [what, words] of TOPICS) {
      const told = all.filter(({ text }) => words.test(text));
      if (told.length === 0) lacking.push(what);
      // Of a table each row is an alert of its own; in a text the figure may stand in another clause.
      const rows = told.filter(({ form }) => form === "row");
      const vague = (rows.length > 0 ? rows : told.some(hasLimit) ? [] : told.slice(0, 1)).filter(
        (each) => !hasLimit(each),
      );
      for (const { text, place } of vague)
        if (!open) yield { part: "Q", message: "vague", at: place, of: `${what}: ${text}`, data: { what, said: text } };
    }
    if (lacking.length > 0 && !open) yield { part: "S", message: "unwatched", data: { what: inWords(lacking) } };
  },
});

const hasLimit = ({ text }: { readonly text: string }): boolean =>
  LIMIT.test(text.replaceAll(/\b(?:sev|p)\s?\d\b/gi, ""));
