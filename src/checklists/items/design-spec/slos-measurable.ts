import type { Place } from "../../../model/place.ts";
import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { about, figure } from "../../look/figures.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";
import { isExcused } from "../../look/vague.ts";

const HOUR = 3600;
const TARGETS = [
  {
    name: "latency",
    label: /\blatency\b|\bresponse time\b|\brun ?time\b|\bduration\b|\bp\d\d(?:\.\d+)?\b|\bpercentile\b/i,
    what: "a percentile in milliseconds",
  },
  {
    name: "availability",
    label: /\bavailability\b|\bup ?time\b|\bsuccess rate\b|\bavailable\b|\bof the time\b/i,
    what: "a percentage",
  },
  { name: "durability", label: /\bdurability\b|\bdata loss\b|\brpo\b|\bcompleteness\b/i, what: "a percentage" },
] as const;

export default defineItem({
  id: "slos-measurable",
  asked: { "design-spec": "slo" },
  requirements: [{ row: 58, parts: "Q" }],
  level: "block",
  title: "Service levels",
  demand: "latency as a percentile, availability and durability in percent, each with its window",
  why: "A service level without a number or a window can be neither kept nor broken, and its error budget cannot be spent.",
  template:
    "| SLI | SLO | Window | Error budget |\n| --- | --- | --- | --- |\n| Latency | <the percentile and its limit in ms> | <how many days> | <the share that may be slower> |\n| Availability | <the share in percent> | <how many days> | <the rest, in percent and minutes> |\n| Durability | <the share in percent> | <how many days> | <the rest, in percent> |",
  messages: {
    target: "Unexpected service levels without {name}, expected {what} with its window",
    number: "Unexpected {name} target `{said}`, expected {what} with its window",
    window: "Unexpected {name} target `{said}` without a window, expected the time over which it is kept",
    budget: "Unexpected error budget of `{written}` beside {slo}, expected {expected}",
    minutes: "Unexpected `{written}` for {share} of {window}, expected {expected}",
  },
  *check(stage) {
    // One window may be said for all of them.
    const shared = stage.said.some(
      ({ text }) =>
        /\bwindows?\b|\ball (?:of them )?over\b|\bmeasured over\b/i.test(text) && windowOf(text) !== undefined,
    );
    for (const target of TARGETS) {
      const { name, what } = target;
      const found = saidOf(stage, target.label);
      if (found === "open") continue;
      const [first] = found;
      if (first === undefined) {
        yield { part: "Q", message: "target", of: name, data: { name, what } };
        continue;
      }
      const measured = found.filter(({ text }) => isMeasured(name, text));
      const data = { name, what, said: first.text };
      if (measured.length === 0) {
        if (!found.some(({ text }) => isExcused(text)))
          yield { part: "Q", message: "number", at: first.place, of: name, data };
      } else if (!shared && measured.every(({ text }) => windowOf(text) === undefined))
        yield { part: "Q", message: "window", at: measured[0]?.place ?? first.place, of: name, data };
      else if (name === "availability") for (const { text, place } of measured) yield* budgetOf(text, place);
    }
  },
});

interface Line {
  readonly text: string;
  readonly place: Place;
}

function saidOf(stage: Stage, label: RegExp): readonly Line[] | "open" {
  const fields = stage.fields.filter((field) => label.test(field.label));
  const filled = fields.filter((field) => field.open !== true && field.text !== "");
  if (filled.length > 0)
    return filled.map(({ label: name, text, place }) => ({
      text: /\bp\d\d/i.test(name) ? `${name} | ${text}` : text,
      place,
    }));
  if (fields.some((field) => field.open === true)) return "open";
  return stage.said.filter(({ text, open }) => open !== true && label.test(text));
}

function isMeasured(name: string, text: string): boolean {
  if (name === "latency")
    return (
      quantitiesOf(text, { measure: "time", rate: false }).length > 0 && /\bp\d{2}|percentile|median|\d\s?%/i.test(text)
    );
  return (
    quantitiesOf(text, { measure: "ratio" }).length > 0 ||
    (name === "durability" && /\bRPO\b.*\d|\bzero\b|\b\d+ nines\b/i.test(text))
  );
}

const windowOf = (text: string): number | undefined => {
  const long = quantitiesOf(text, { measure: "time", rate: false }).filter(({ low }) => low >= HOUR);
  if (long[0] !== undefined) return long[0].low;
  const word =
    /\b(?:per|a|each|every|rolling|calendar)\s+(day|week|month|quarter|year)\b|\b(?:dai|week|month|year)ly\b/i;
  return word.test(text) ? Number.NaN : undefined;
};

/** The error budget is one less the target; in minutes it is that share of the window. */
function* budgetOf(text: string, at: Place) {
  const [slo, budget] = quantitiesOf(text, { measure: "ratio" });
  const window = windowOf(text);
  if (slo === undefined || slo.low < 0.5 || slo.low >= 1 || budget === undefined || budget.low >= 0.5) return;
  const rest = 1 - slo.low;
  if (!about(budget.low, rest, 0.06)) {
    const data = { written: `${figure(budget.low * 100)} %`, slo: `${shown(slo.low)} %`, expected: `${shown(rest)} %` };
    yield { part: "Q" as const, message: "budget" as const, at, data };
    return;
  }
  const minutes = findQuantities(text).find(({ quantity }) => quantity.measure === "time" && quantity.low < HOUR * 24);
  if (window === undefined || Number.isNaN(window) || minutes === undefined) return;
  const expected = window * rest;
  if (about(minutes.quantity.low, expected, 0.06)) return;
  const data = {
    written: text.slice(minutes.start, minutes.end),
    share: `${shown(rest)} %`,
    window: `${figure(window / 86_400)} days`,
    expected: `${figure(expected / 60)} min`,
  };
  yield { part: "Q" as const, message: "minutes" as const, at, data };
}

const shown = (share: number): string => String(Number((share * 100).toPrecision(5)));
