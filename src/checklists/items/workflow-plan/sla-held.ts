import type { Place } from "../../../model/place.ts";
import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { spoken as period } from "../../look/amounts.ts";
import { labelled } from "../../look/labelled.ts";
import type { Stage } from "../../look/stage.ts";
import { scheduleOf } from "../../look/schedule.ts";
import { statementsOf } from "../../look/statements.ts";
import { told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";

const SLA = /\bSLAs?\b|\bservice levels?\b/i;
const CLOCK = /\b([01]?\d|2[0-3]):([0-5]\d)\b/;
const CRON = /(?<![\w*/])(\d{1,2}) (\d{1,2}) \* \* \*(?![\w*])/;
const ANY_CRON = /(?<![\w*/])(?:[\d*/,-]+ ){4}[\w*/-]+(?![\w*])/g;
const OLDEST = /\b(?:at most|no more than|up to|within)\b.*\bold\b|\b(?:no|not) older than\b/i;
const TIME = /\bexecution time\b|\brun ?time\b/i;

export default defineItem({
  id: "sla-held",
  asked: { "workflow-plan": "requirements" },
  requirements: [{ row: 138, parts: "Q" }],
  level: "review",
  title: "Check of the SLA",
  demand: "for the SLA a check that shows whether it is held, and a run that fits into it",
  why: "An SLA that the stated run time cannot hold is missed on its first day.",
  template: "SLA: <figure>, shown by <check>",
  messages: {
    unchecked: "Unexpected SLA that nothing in the plan checks (`{sla}`), expected it among the criteria of success",
    old: "Unexpected SLA of {oldest} at most with a run every {every} that may take {minutes} min, expected more frequent runs or an older age",
    late: "Unexpected SLA of {clock} with a start at {start} and up to {minutes} min of run time, expected {ready} or later",
  },
  *check(stage, { whole }) {
    const [sla] = told(stage, SLA);
    if (sla === undefined) return;
    const own = new Set(statementsOf(stage).map(({ place }) => place.line));
    const promise = sla.text.slice(SLA.exec(sla.text)?.index).split(/\.\s/)[0] ?? "";
    const figures = quantitiesIn(promise);
    const shown = statementsOf(whole).some(
      ({ text, place }) =>
        !own.has(place.line) && (SLA.test(text) || quantitiesIn(text).some((one) => figures.includes(one))),
    );
    if (figures.length > 0 && !shown)
      yield { part: "Q", message: "unchecked", at: sla.place, data: { sla: shortened(promise) } };
    yield* tooOld(promise, sla.place, whole);
    const [clock] = clocks(promise);
    const start = startOf(whole);
    const minutes = longest(whole);
    if (clock === undefined || start === undefined || minutes === undefined) return;
    if (start <= clock && start + minutes > clock)
      yield {
        part: "Q",
        message: "late",
        at: sla.place,
        level: "block",
        data: {
          clock: spoken(clock),
          start: spoken(start),
          minutes: String(Number(minutes.toFixed(1))),
          ready: spoken(Math.ceil(start + minutes)),
        },
      };
  },
});

/** What is made by a run is at its oldest right before the next one ends. */
function* tooOld(promise: string, at: Place, whole: Stage) {
  const clause = promise.split(/[;,]\s/).find((one) => OLDEST.test(one)) ?? "";
  const oldest = findQuantities(clause).find(({ quantity: { measure } }) => measure === "time")?.quantity.high;
  // With two schedules nobody knows which of them is meant.
  const crons = new Set(statementsOf(whole).flatMap(({ text }) => text.match(ANY_CRON) ?? []));
  const every = crons.size === 1 ? scheduleOf(whole)?.seconds : undefined;
  const minutes = longest(whole);
  if (oldest === undefined || every === undefined || minutes === undefined || every + 60 * minutes <= oldest) return;
  const data = { oldest: period(oldest), every: period(every), minutes: String(Number(minutes.toFixed(1))) };
  yield { part: "Q", message: "old", at, level: "block", data } as const;
}

const quantitiesIn = (text: string): readonly string[] => [
  ...findQuantities(text).map(({ quantity: { measure, low, high } }) => `${measure} ${low} ${high}`),
  ...clocks(text).map(String),
];

/** Minutes since midnight. */
const clocks = (text: string): readonly number[] =>
  Array.from(text.matchAll(new RegExp(CLOCK, "g")), ([, hours, minutes]) => 60 * Number(hours) + Number(minutes));

/** The one time of day at which the plan's schedule starts a run. */
function startOf(whole: Stage): number | undefined {
  const starts = statementsOf(whole).flatMap(({ text }) => {
    const [, minute, hour] = CRON.exec(text) ?? [];
    return minute === undefined ? [] : [60 * Number(hour) + Number(minute)];
  });
  return new Set(starts).size === 1 ? starts[0] : undefined;
}

/** The run time that the plan allows for, in minutes. */
const longest = (whole: Stage): number | undefined =>
  labelled(whole, TIME)
    .flatMap(({ text }) => findQuantities(text))
    .filter(({ quantity: { measure, per } }) => measure === "time" && per.length === 0)
    .map(({ quantity }) => quantity.high / 60)
    .toSorted((one, other) => other - one)[0];

const spoken = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
