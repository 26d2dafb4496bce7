import { defineItem, type ItemContext } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { clockIn, minutesUntil, startIn } from "../../look/clock.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { scheduleOf } from "../../look/schedule.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf, type Statement } from "../../look/statements.ts";
import { fieldsLike } from "../../look/answer.ts";

const SCHEDULE = /\bschedule\b|\bcron\b/;
const CADENCES: readonly (readonly [RegExp, number])[] = [
  [/\bhourly\b|\b(?:once|every) (?:an )?hour\b/i, 3600],
  [/\bdaily\b|\bnightly\b|\bonce a day\b|\bevery (?:day|night|morning)\b/i, 86_400],
  [/\bweekly\b|\bonce a week\b|\bevery week\b/i, 604_800],
];
const ARRIVES = /\b(?:there|comes?|arrives?|available|delivered|landed|ready)\b/i;

export default defineItem({
  id: "schedule-fits-sources",
  asked: { "dag-spec": "overview", "pipeline-spec": "orchestration" },
  requirements: [{ row: 200, parts: "Q" }],
  level: "review",
  title: "Schedule",
  demand: "a cron expression or a trigger that starts as often as the source brings something, after it is there",
  why: "A run before the file has come is green and empty, and one that comes more seldom than its promise breaks it every time.",
  template: "- Schedule: `<cron expression>`, <how long> after the source is there",
  messages: {
    fields: "Unexpected cron expression `{cron}` of {count} fields, expected five",
    seldom:
      "Unexpected schedule `{cron}` that runs every {interval} beside a source that comes every {cadence}, expected as often",
    before:
      "Unexpected start at {start} (`{cron}`) beside a source that is there at {arrival}, expected a start after it",
    other: "Unexpected schedule `{cron}` beside a cadence of `{said}`, expected the same time of day",
    stale:
      "Unexpected freshness of {target} beside a schedule that runs every {interval}, expected a target that the schedule can meet",
  },
  *check(stage, context) {
    const [field] = fieldsLike(stage, SCHEDULE);
    const schedule = scheduleOf(stage);
    if (field === undefined && schedule === undefined) {
      const open = stage.fields.some((one) => one.open === true && SCHEDULE.test(one.label.toLowerCase()));
      if (!open && !/\btrigger|\bschedule|\bevent/i.test(stage.said.map(({ text }) => text).join("\n")))
        yield { part: "Q", message: "missing" };
      return;
    }
    const short = /^\W*((?:[\d*/,-]+ ){2,3}[\d*/,-]+)(?![\w*/ ]*[\d*])/.exec(field?.text ?? "")?.[1];
    if (field !== undefined && short !== undefined && schedule === undefined) {
      const data = { cron: short, count: String(short.split(" ").length) };
      yield { part: "Q", message: "fields", at: field.place, data };
      return;
    }
    if (schedule === undefined) return;
    const data = { cron: schedule.said.text, interval: spoken(schedule.seconds) };
    const shared = { part: "Q", at: schedule.said.place } as const;
    const sources = statementsAbout(stage, context);
    const cadence = Math.min(...sources.flatMap(({ text }) => cadenceIn(text)));
    if (Number.isFinite(cadence) && schedule.seconds > cadence * 1.5)
      yield { ...shared, message: "seldom", data: { ...data, cadence: spoken(cadence) } };
    yield* times(stage, context, sources, data);
    const target = freshness(stage);
    if (target !== undefined && target.seconds < schedule.seconds)
      yield { part: "Q", message: "stale", at: target.at, data: { ...data, target: spoken(target.seconds) } };
  },
});

const cadenceIn = (text: string): readonly number[] =>
  CADENCES.flatMap(([words, seconds]) => (words.test(text) ? [seconds] : []));

/** What is said of the sources: their own section, else the statements that speak of a source. */
function statementsAbout(stage: Stage, context: ItemContext): readonly Statement[] {
  const own = context.stage("sources");
  return own === undefined
    ? statementsOf(stage).filter(({ text }) => /\bsource|\bfile\b|\bupstream\b/i.test(text))
    : statementsOf(own);
}

function* times(stage: Stage, context: ItemContext, sources: readonly Statement[], data: { readonly cron: string }) {
  const start = statementsOf(stage).flatMap(({ text, place }) => {
    const found = startIn(text);
    return found === undefined ? [] : [{ ...found, place }];
  })[0];
  if (start === undefined) return;
  const arrival = sources
    .filter(({ text }) => ARRIVES.test(text) || /\bat \d?\d:\d\d/.test(text))
    .flatMap(({ text }) => clockIn(text) ?? [])
    .toSorted((one, other) => other - one)[0];
  // Half a day and more is the day before.
  if (
    arrival !== undefined &&
    minutesUntil(start.minutes, arrival) > 0 &&
    minutesUntil(start.minutes, arrival) < 6 * 60
  )
    yield {
      part: "Q",
      message: "before",
      at: start.place,
      data: { ...data, start: clock(start.minutes), arrival: clock(arrival) },
    } as const;
  const overview = context.stage("overview");
  const cadence = overview === undefined ? undefined : fieldsLike(overview, /\bcadence\b|\bfrequency\b/)[0];
  const said = cadence === undefined ? undefined : clockIn(cadence.text);
  if (cadence !== undefined && said !== undefined && said !== start.minutes)
    yield { part: "Q", message: "other", at: start.place, data: { ...data, said: cadence.text } } as const;
}

function freshness(stage: Stage): { readonly seconds: number; readonly at: Stage["place"] } | undefined {
  const [field] = fieldsLike(stage, /\bfreshness\b/);
  const [first] = field === undefined ? [] : quantitiesOf(field.text, { measure: "time", rate: false });
  return field === undefined || first === undefined ? undefined : { seconds: first.si.high, at: field.place };
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
