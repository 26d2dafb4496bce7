import { defineItem } from "../../item.ts";
import { about, figure, firstNumber, ratesOf, reckons, resultOf } from "../../look/figures.ts";
import { byColumn } from "../../look/by-column.ts";
import type { Stage } from "../../look/stage.ts";
import { answer } from "../../look/answer.ts";
import type { Place } from "../../../model/place.ts";

const AVERAGE = /\baverage\b|\bavg\b|\bmean\b/i;
const PEAK = /\bpeaks?\b|\bburst\b|\bbusiest\b/i;

export default defineItem({
  id: "throughput-estimated",
  asked: { "design-spec": "capacity" },
  requirements: [{ row: 62, parts: "Q" }],
  level: "review",
  title: "Throughput",
  demand: "the average and the peak rate with units, and how many times the average the peak is",
  why: "A system is sized by its peak; a peak that is not worked out from the average is a guess.",
  template: "- Average: <how many requests/s>\n- Peak: <how many requests/s, how many times the average>",
  messages: {
    side: "Unexpected capacity without {which} rate, expected it in requests or records per time",
    below: "Unexpected peak of `{peak}` below the average of `{average}`, expected at least the average",
    multiplier: "Unexpected peak without its multiplier, expected how many times the average it is",
    split: "Unexpected reads and writes that add up to {sum} of `{total}`, expected the same",
    users:
      "Unexpected average of `{average}` from {users} users with {actions} actions a day, expected {expected} a second",
  },
  *check(stage, context) {
    const average = rateOf(stage, AVERAGE);
    const peak = rateOf(stage, PEAK);
    if (average === "open" || peak === "open") return;
    if (average === undefined && peak === undefined) yield { part: "Q", message: "missing" };
    else if (average === undefined || peak === undefined) {
      const which = average === undefined ? "an average" : "a peak";
      yield { part: "Q", message: "side", of: which, data: { which } };
    } else if (peak.perSecond < average.perSecond * 0.999)
      yield { part: "Q", message: "below", at: peak.place, data: { peak: peak.shown, average: average.shown } };
    else if (![stage, context.stage("assumptions")].some((one) => one !== undefined && namesMultiplier(one)))
      yield { part: "Q", message: "multiplier", at: peak.place };
    for (const rate of [average, peak]) if (rate !== undefined) yield* split(rate);
    if (average !== undefined && !reckons(average.text)) yield* users(stage, average);
  },
});

interface Rate {
  readonly text: string;
  readonly shown: string;
  readonly place: Place;
  readonly perSecond: number;
}

function rateOf(stage: Stage, label: RegExp): Rate | "open" | undefined {
  const fields = [...stage.fields.filter((field) => label.test(field.label)), ...byColumn(stage, label)];
  for (const { text, place, open } of fields) {
    if (open === true) continue;
    const found = ratesOf(resultOf(text))[0] ?? ratesOf(text).at(-1);
    if (found !== undefined) return { text, shown: resultOf(text).trim(), place, perSecond: found.si.low };
  }
  if (fields.some(({ open }) => open === true)) return "open";
  for (const { text, place, open } of stage.said)
    for (const part of open === true ? [] : text.split(/;|,\s|\.\s|\band\b/)) {
      const found = label.test(part) ? ratesOf(resultOf(part))[0] : undefined;
      if (found !== undefined) return { text: part, shown: part.trim(), place, perSecond: found.si.low };
    }
  return undefined;
}

const namesMultiplier = ({ said }: Stage): boolean =>
  said.some(
    ({ text, open }) =>
      open === true || (PEAK.test(text) && /\d\s?[×x*·]|[×x*·]\s?\d|\btimes\b|\bmultiplier\b|\bfactor\b/i.test(text)),
  );

/** "25 requests/s (reads 20, writes 5)": the two make the whole. */
function* split({ shown, place }: Rate) {
  const reads = /\breads?:?\s+([\d.,]*\d)/i.exec(shown)?.[1];
  const writes = /\bwrites?:?\s+([\d.,]*\d)/i.exec(shown)?.[1];
  const total = firstNumber(shown);
  if (reads === undefined || writes === undefined || total === undefined) return;
  const sum = (firstNumber(reads) ?? Number.NaN) + (firstNumber(writes) ?? Number.NaN);
  if (Number.isNaN(sum) || about(sum, total, 0.02)) return;
  const data = { sum: figure(sum), total: shown };
  yield { part: "Q" as const, message: "split" as const, at: place, of: String(place.line), data };
}

/** Users × actions a day over the seconds of a day, where the plan gives the three without reckoning itself. */
function* users(stage: Stage, average: Rate) {
  const number = (label: RegExp): number | undefined => {
    const found = answer(stage, label);
    return found.found === "said" ? firstNumber(found.text.replace(label, "")) : undefined;
  };
  const daily = number(/\bdau\b|\bdaily (?:active )?users\b/i);
  const actions = number(/\b(?:actions|requests|calls|operations) (?:per|a|each) user\b|\bper user\b/i);
  if (daily === undefined || actions === undefined) return;
  const expected = (daily * actions) / 86_400;
  if (about(expected, average.perSecond)) return;
  const data = {
    average: average.shown,
    users: figure(daily),
    actions: figure(actions),
    expected: figure(expected),
  };
  yield { part: "Q" as const, message: "users" as const, at: average.place, data };
}
