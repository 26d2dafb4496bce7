import { defineItem, type ItemContext } from "../../item.ts";
import { clockIn, minutesUntil, startIn } from "../../look/clock.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf, type Statement } from "../../look/statements.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const PROMISE =
  /\bslas?\b|\bslos?\b|\bdeadline\b|\bcomplet\w+|\bpublished\b|\bfinish\w*|\b(?:done|ready|available|there) (?:by|at)\b/i;
const ALERT = /\balert\w*|\bpag(?:e|es|ed|ing)\b|\bwarn\w*|\bthreshold|\btold\b|\bnotif\w+/i;
const ABOVE = /(?:\babove\b|\bover\b|\bexceed\w*|\bmore than\b|\blonger than\b|>)\s*(.*)/is;
const USUAL = /\b(?:usual|typical|normal|expected|average)\b/i;

export default defineItem({
  id: "completion-time-promised",
  asked: { "pipeline-runbook": "overview", "dag-spec": "sla", "pipeline-spec": "orchestration" },
  requirements: [
    { row: 212, parts: "Q" },
    { row: 198, parts: "", waits: { X: "DAG files have no reader yet: the document alone is asked" } },
  ],
  level: "review",
  title: "Completion time",
  demand: "a time of day or a duration by which a run is done, and the threshold at which somebody is told",
  why: "A pipeline is late when its readers say so, unless somebody wrote down before when it is.",
  template: "- SLA: done by <time of day>; alert above <duration of the run>",
  messages: {
    vague: "Unexpected promise `{said}`, expected a time of day or a duration",
    threshold: "Unexpected promise without an alert threshold, expected when somebody is told",
    low: "Unexpected alert above {alert} beside a usual duration of {usual}, expected a threshold above the usual",
    early:
      "Unexpected promise `{said}` beside a schedule (`{cron}`) that starts at or after that time, expected a time by which a run can be done",
  },
  *check(stage, context) {
    const all = [stage, context.stage("monitoring")].flatMap((one) => (one === undefined ? [] : statementsOf(one)));
    const promises = all.filter(({ text }) => PROMISE.test(text));
    const [first] = promises;
    if (first === undefined) {
      yield { part: "Q", message: "missing" };
      return;
    }
    const timed = promises.filter(
      ({ text }) => clockIn(text) !== undefined || quantitiesOf(text, { measure: "time" }).length > 0,
    );
    if (timed.length === 0) yield { part: "Q", message: "vague", at: first.place, data: { said: first.text } };
    if (timed.length > 0 && !isWatched(stage, context, all)) yield { part: "Q", message: "threshold", at: first.place };
    yield* tooLow(all);
    yield* tooEarly(timed, context, all);
  },
});

const isWatched = (stage: Stage, context: ItemContext, all: readonly Statement[]): boolean =>
  all.some(({ text }) => ALERT.test(text) && (/\d/.test(text) || /\bmiss\w*|\blate\b|\bbreach/i.test(text))) ||
  [stage, context.stage("monitoring")].some((one) =>
    one === undefined
      ? false
      : tablesWith(one, /\bthreshold\b|\balert\b/).some((table) =>
          cellsOf(table, /\bthreshold\b|\balert\b/).some(({ text, open }) => open === true || /\d/.test(text)),
        ),
  );

/** The usual duration, and an alert that a run of that length would set off. */
function* tooLow(all: readonly Statement[]) {
  const about = all.filter(({ text }) => /\bduration\b|\bruntime\b|\bruns?\b/i.test(text));
  const usual = about.flatMap(({ text }) => (USUAL.test(text) ? time(text.slice(text.search(USUAL))) : []))[0];
  if (usual === undefined) return;
  for (const { text, place } of about) {
    const behind = ABOVE.exec(text)?.[1];
    const [alert] = behind === undefined ? [] : time(behind);
    if (alert === undefined || alert.seconds >= usual.seconds) continue;
    yield { part: "Q", message: "low", at: place, data: { alert: alert.said, usual: usual.said } } as const;
    return;
  }
}

function time(text: string): readonly { readonly seconds: number; readonly said: string }[] {
  const [first] = quantitiesOf(text, { measure: "time", rate: false });
  if (first === undefined) return [];
  const said = /\d[\d.,]*\s*\p{L}+/u.exec(text)?.[0] ?? text;
  return [{ seconds: first.si.high, said }];
}

/** A run that starts at 05:00 is not done by 05:00. A deadline far off belongs to the next day. */
function* tooEarly(promises: readonly Statement[], context: ItemContext, all: readonly Statement[]) {
  const [start] = [...all, ...statementsIn(context.stage("overview"))].flatMap(({ text }) => startIn(text) ?? []);
  const promise = promises.find(({ text }) => clockIn(text) !== undefined);
  const due = promise === undefined ? undefined : clockIn(promise.text);
  if (start === undefined || promise === undefined || due === undefined) return;
  const left = minutesUntil(start.minutes, due);
  if (left === 0 || left > 20 * 60)
    yield { part: "Q", message: "early", at: promise.place, data: { said: promise.text, cron: start.cron } } as const;
}

const statementsIn = (stage: Stage | undefined): readonly Statement[] =>
  stage === undefined ? [] : statementsOf(stage);
