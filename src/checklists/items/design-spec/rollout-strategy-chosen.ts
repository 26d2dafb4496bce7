import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { givesReason } from "../../look/reason.ts";
import type { Stage } from "../../look/stage.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const LABEL = /\bstrategy\b|\bapproach\b|\bhow it (?:goes out|is released)\b|\brollout\b|\brelease\b/;
const CANARY = /\bcanar(?:y|ies)\b|\bprogressive\b|\bstaged\b|\bgradual\w*|\bpercentage\b|\brings?\b/i;
const OTHER =
  /\bblue[-/ ]?(?:and )?green\b|\bshadow\w*|\bdark launch|\bmirror\w*|\bflags?\b|\btoggles?\b|\bparallel run\b|\brolling\b/i;
const AT_ONCE = /\bbig[- ]bang\b|\b(?:all )?at once\b|\bin one (?:go|step)\b/i;
const SHARE = /\bshare\b|\bpercent|\btraffic\b|%|\bportion\b|\bcarts\b|\busers\b/;
const HOLD = /\bhold\b|\bwaits?\b|\bsoak\b|\bbake\b|\bduration\b|\bfor how long\b|\btime\b|\bobserv/;

export default defineItem({
  id: "rollout-strategy-chosen",
  asked: { "design-spec": "rollout" },
  requirements: [{ row: 81, parts: "S" }],
  level: "review",
  title: "Rollout strategy",
  demand: "one of canary, blue/green, shadow or flag; a canary with its shares and how long each is held",
  why: "How many are hurt by the fault that nobody found is decided by the size of the first step.",
  template:
    "- Strategy: <one of canary, blue/green, shadow or flag>\n\n| Stage | Share | Hold | Goes on when |\n| --- | --- | --- | --- |\n| 1 | <percent of traffic> | <how long> | <the threshold> |",
  messages: {
    said: "Unexpected rollout strategy `{said}`, expected canary, blue/green, shadow or flag",
    reason: "Unexpected rollout all at once without a reason, expected one, or canary, blue/green, shadow or flag",
    shares: "Unexpected canary without its shares, expected the percentages in their order",
    holds: "Unexpected canary without holds, expected how long each share is kept before the next",
    falls: "Unexpected share of {next} after {share}, expected each stage to reach more than the one before",
  },
  *check(stage) {
    const chosen = stage.said.find(({ text, open }) => open !== true && (CANARY.test(text) || OTHER.test(text)));
    const said = answer(stage, LABEL, /\bstrategy\b/i);
    if (chosen === undefined) {
      if (said.found === "open") return;
      const told = said.found === "said" ? said : undefined;
      const at = told?.place ?? stage.place;
      const once = stage.said.find(({ text }) => AT_ONCE.test(text));
      if (once !== undefined) {
        if (!givesReason(once.text)) yield { part: "S", message: "reason", at: once.place };
      } else if (told === undefined || told.text === "") yield { part: "S", message: "missing" };
      else yield { part: "S", message: "said", at, data: { said: firstLine(told.text) } };
      return;
    }
    const canary = stage.said.find(({ text, open }) => open !== true && /\bcanar(?:y|ies)\b/i.test(text));
    if (canary === undefined || isOpen(stage)) return;
    const shares = sharesOf(stage);
    if (shares.length === 0) yield { part: "S", message: "shares", at: canary.place };
    if (!holds(stage)) yield { part: "S", message: "holds", at: canary.place };
    const at = shares.findIndex(({ low }, i) => i > 0 && low <= (shares[i - 1]?.low ?? 0));
    const [before, next] = [shares[at - 1], shares[at]];
    if (before !== undefined && next !== undefined) {
      const data = { share: percent(before.low), next: percent(next.low) };
      yield { part: "S", message: "falls", at: next.place, data };
    }
  },
});

const firstLine = (text: string): string => text.split("\n")[0] ?? text;

const percent = (ratio: number): string => `${String(Number((ratio * 100).toPrecision(3)))} %`;

const stages = (stage: Stage) => tablesWith(stage, SHARE, HOLD);

const isOpen = (stage: Stage): boolean =>
  stages(stage).some((table) => table.rows.some((row) => row.some(({ open, text }) => open === true && text !== "")));

const ratios = (text: string) => quantitiesOf(text, { measure: "ratio" });

/** The shares of the stages, in their order: the cells of a column, else a sentence of several ("1 %, then 5 %, then 50 %"). */
function sharesOf(stage: Stage) {
  const tabled = tablesWith(stage, SHARE).flatMap((table) =>
    cellsOf(table, SHARE).flatMap(({ text, place }) =>
      ratios(text)
        .slice(0, 1)
        .map(({ low }) => ({ low, place })),
    ),
  );
  if (tabled.length > 1) return tabled;
  for (const { text, place } of stage.said.flatMap((one) =>
    one.text.split(/(?<=[.;])\s/).map((text) => ({ ...one, text })),
  ))
    if (/→|->|\bthen\b|\bto\b|,/.test(text) && ratios(text).length > 1 && !/\berror|\brate\b|[<>]/i.test(text))
      return ratios(text).map(({ low }) => ({ low, place }));
  const listed = stage.items.flatMap(({ text, place }) =>
    /^\D{0,12}\d+(?:\.\d+)?\s?%/.test(text)
      ? ratios(text)
          .slice(0, 1)
          .map(({ low }) => ({ low, place }))
      : [],
  );
  return listed;
}

const hasTime = (text: string): boolean =>
  findQuantities(text).some(({ quantity }) => quantity.measure === "time" && quantity.per.length === 0);

const holds = (stage: Stage): boolean => {
  const tabled = stages(stage).flatMap((table) => cellsOf(table, HOLD));
  if (tabled.length > 0) return tabled.some(({ text }) => hasTime(text));
  return stage.said.some(
    ({ text }) => hasTime(text) && (/%/.test(text) || /\bholds?\b|\bsoak|\bbake|\bafter\b|\beach\b|\bstay/i.test(text)),
  );
};
