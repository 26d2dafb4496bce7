import type { PlanField } from "../../../model/plan-part.ts";
import type { Quantity } from "../../../quantity/quantity.ts";
import { defineItem } from "../../item.ts";
import { about, bytesInWords, figure, reckons, resultOf } from "../../look/figures.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";

const KEPT = /\bkept\b|\bretain|\bretention\b|\bfootprint\b|\btotal\b|\bafter \d/i;
const DAILY = /\b(?:per|a|each|every) day\b|\bdaily\b|\/ ?day\b/i;
const COPIES = /\breplica|\bcop(?:y|ies)\b|\brf\b/i;

export default defineItem({
  id: "storage-growth-estimated",
  asked: { "design-spec": "capacity" },
  requirements: [{ row: 63, parts: "Q" }],
  level: "review",
  title: "Storage growth",
  demand: "bytes a day, how long they are kept, how many copies, and what that comes to",
  why: "Storage is the cost that nobody sees until it is there: it grows by the day and is multiplied by each copy.",
  template:
    "- Storage per day: <how many bytes>\n- Replication: <how many copies>\n- Retention: <how many days>\n- Kept in all: <the bytes of all days and copies>",
  messages: {
    growth: "Unexpected capacity without storage growth, expected bytes per day",
    retention: "Unexpected storage growth without retention, expected how many days are kept",
    copies: "Unexpected storage without its replication, expected how many copies there are, or none",
    forgotten:
      "Unexpected `{written}` for {days} days with {copies} copies, expected {expected}: the copies are forgotten",
    footprint: "Unexpected `{written}` for {days} days of {daily}, expected {expected}",
  },
  *check(stage, context) {
    const fields = stage.fields.filter(({ open }) => open !== true);
    if (
      stage.fields.some(
        ({ open, label }) => open === true && (KEPT.test(label) || DAILY.test(label) || COPIES.test(label)),
      )
    )
      return;
    const sizes = stage.said.filter(({ text }) => quantitiesOf(text, { measure: "bytes" }).length > 0);
    const daily = dailyOf(stage);
    if (sizes.length === 0 || (daily.length === 0 && !stage.said.some(({ text }) => DAILY.test(text)))) {
      yield { part: "Q", message: sizes.length === 0 ? "missing" : "growth" };
      return;
    }
    const kept = fields.filter(
      ({ label, text }) => KEPT.test(label) || (KEPT.test(text) && daysOf(text) !== undefined),
    );
    const days = kept.map(({ label, text }) => daysOf(label) ?? daysOf(text)).find((each) => each !== undefined);
    if (
      days === undefined &&
      !stage.said.some(
        ({ text }) =>
          (KEPT.test(text) || /\bfor \d+ (?:days|months|years)\b/i.test(text)) && daysOf(text) !== undefined,
      )
    )
      yield { part: "Q", message: "retention" };
    const everywhere = [stage, context.stage("assumptions"), context.stage("architecture")];
    const stated = everywhere.some(
      (one) => one?.said.some(({ text }) => COPIES.test(text)) || one?.fields.some(({ label }) => COPIES.test(label)),
    );
    if (!stated) yield { part: "Q", message: "copies" };
    if (days === undefined) return;
    const copies = copiesOf(everywhere);
    for (const field of kept) yield* footprint(field, daily, days, copies);
  },
});

function* footprint(
  { label, text, place }: PlanField,
  daily: readonly Quantity[],
  days: number,
  copies: number | undefined,
) {
  const written = quantitiesOf(resultOf(text), { measure: "bytes", rate: false }).at(-1);
  if (written === undefined || daily.length === 0 || reckons(text) || !KEPT.test(label)) return;
  const each = daily.map(({ low }) => low);
  const right = [...each, ...each.map((one) => one * (copies ?? 1)), ...each.map((one) => one / (copies ?? 1))].map(
    (one) => one * days,
  );
  const largest = Math.max(...each);
  const shown = { written: resultOf(text).trim(), days: figure(days) };
  const raw = Math.min(...each) * days;
  const whole = Math.min(...each) * days * (copies ?? 1);
  const speaksOfCopies = COPIES.test(label) && copies !== undefined && copies > 1;
  if (speaksOfCopies && about(written.low, raw)) {
    const data = { ...shown, copies: String(copies), expected: bytesInWords(whole) };
    yield { part: "Q" as const, message: "forgotten" as const, at: place, data };
  } else if (!right.some((one) => about(one, written.low))) {
    // Compression and headroom make it smaller or larger by a factor; who names one is believed.
    if (/compress|headroom|overhead|index/i.test(`${label} ${text}`)) return;
    const data = { ...shown, daily: bytesInWords(largest), expected: bytesInWords(largest * days) };
    yield { part: "Q" as const, message: "footprint" as const, at: place, data };
  }
}

/** Bytes a day as the plan gives them, before and after copies. */
const dailyOf = ({ fields }: Stage): readonly Quantity[] =>
  fields.flatMap(({ label, text, open }) => {
    if (open === true || KEPT.test(label)) return [];
    const found = quantitiesOf(resultOf(text), { measure: "bytes" }).at(-1);
    return found !== undefined && (DAILY.test(label) || DAILY.test(resultOf(text))) ? [found] : [];
  });

const daysOf = (text: string): number | undefined => {
  const found = quantitiesOf(text, { measure: "time", rate: false }).find(({ low }) => low >= 86_400);
  return found === undefined ? undefined : Math.round(found.low / 86_400);
};

const WORD: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5 };

function copiesOf(stages: readonly (Stage | undefined)[]): number | undefined {
  for (const stage of stages)
    for (const { text } of [
      ...(stage?.said ?? []),
      ...(stage?.fields ?? []).map(({ label, text }) => ({ text: `${label}: ${text}` })),
    ]) {
      const found =
        /\breplication(?: factor)?:?\s+(?:of\s+)?(\d)\b/i.exec(text)?.[1] ??
        /\b(two|three|four|five|\d)\s+copies\b/i.exec(text)?.[1];
      if (found !== undefined) return WORD[found.toLowerCase()] ?? Number(found);
    }
  return undefined;
}
