import type { Term } from "./term.ts";
import { unit } from "../quantity/units.ts";

export type Per = Term["per"][number];

const BEHIND =
  /(?:\bper|\ban?|\beach|\bevery|\/)\s*(second|sec|s|minute|min|hour|h|day|week|month|mo|quarter|year|yr)\b/;
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bhourly\b/, "hour"],
  [/\bdaily\b/, "day"],
  [/\bweekly\b/, "week"],
  [/\bmonthly\b/, "month"],
  [/\bquarterly\b/, "quarter"],
  [/\b(?:yearly|annual(?:ly)?)\b/, "year"],
  [/\b(?:qps|rps|tps|eps)\b/, "second"],
];

/** The span of time that a label counts by: "rows per day", "monthly cost", "QPS". */
export function periodOf(label: string): Per | undefined {
  const name = label.toLowerCase();
  const word = BEHIND.exec(name)?.[1] ?? WORDS.find(([pattern]) => pattern.test(name))?.[1];
  const found = word === undefined ? undefined : unit(word);
  return found === undefined || word === undefined
    ? undefined
    : { measure: "time", unit: found.noun ?? word, base: found.base };
}

/** What a label counts, without the span of time and words that say nothing of the thing. */
export const stemOf = (label: string): string =>
  WORDS.reduce((name, [pattern]) => name.replace(pattern, " "), label.toLowerCase().replace(BEHIND, " "))
    .replaceAll(
      /\b(?:average|avg|mean|total|estimated|expected|approx|about|the|of|in|all|number)\b|[^\p{L}\d%]+/gu,
      " ",
    )
    .replaceAll(/\s+/g, " ")
    .trim();

export const isTimed = ({ per }: Term): boolean => per.some(({ measure }) => measure === "time");

/** A figure per the span of time that its label names, if it does not say one itself. */
export function timed(label: string, term: Term): Term {
  const period = isTimed(term) ? undefined : periodOf(label);
  return period === undefined ? term : paced(term, period, `per ${period.unit}`);
}

/** A figure that is taken for so much per span of time, and says so. */
export const paced = (term: Term, per: Per, words: string): Term => ({
  ...term,
  per: [...term.per, per],
  text: `${term.text.trim()} ${words}`,
  unitText: `${term.unitText} ${words}`,
});
