import { defineItem } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { percentiles, timesIn } from "../../look/percentiles.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { scheduleOf } from "../../look/schedule.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf, type Statement } from "../../look/statements.ts";
import { isOpen, told } from "../../look/told.ts";

const FRESH = /\bfresh|\bage of (?:the )?data\b|\btime since (?:the )?last\b/i;
const RUN = /\b(?:execution|run|processing) ?times?\b|\bruntime\b|\bduration of (?:a|the) run\b/i;
const STREAM = /\bstream(?:ing|s)?\b(?!.*\bnot\b)/i;

export default defineItem({
  id: "freshness-reachable",
  asked: { "pipeline-blueprint": "monitoring" },
  anywhere: true,
  requirements: [
    { row: 158, parts: "X" },
    { row: 171, parts: "QX" },
  ],
  level: "review",
  title: "Freshness of the result",
  demand: "how old the result may be (time since the last good run), as a duration that the schedule can hold",
  why: "A target that is shorter than the time between two runs is missed every time, and its alert is soon muted.",
  template: "- Freshness (time since the last good run): <duration>",
  messages: {
    vague: "Unexpected freshness without a duration (`{said}`), expected minutes or hours",
    never:
      "Unexpected freshness of {target} with a batch every {interval} (`{schedule}`), expected a target that the schedule can hold, or a stream",
    tight:
      "Unexpected freshness of {target} with a batch every {interval} that runs {runtime}, expected at least the two together",
  },
  *check(stage, context) {
    const said = told(stage, FRESH).filter(({ form }) => form !== "code");
    const own = context.stage("monitoring");
    const [first] = own === undefined ? said : [...told(own, FRESH), ...said];
    if (first === undefined) {
      if (!isOpen(stage, FRESH)) yield { part: "Q", message: "missing" };
      return;
    }
    const target = targetIn(own, said);
    if (target === undefined) {
      yield { part: "Q", message: "vague", at: first.place, data: { said: first.text } };
      return;
    }
    const schedule = scheduleOf(stage);
    const streams = told(stage, /\bbatch or stream|\bmode\b|\bstream/i).some(({ text }) =>
      STREAM.test(text.replace(/^[^|:]*[|:]/, "")),
    );
    if (schedule === undefined || streams) return;
    const shown = { target: spoken(target.seconds), interval: spoken(schedule.seconds), schedule: schedule.said.text };
    const runtime = runtimeOf(stage);
    if (schedule.seconds > target.seconds)
      yield { part: "X", message: "never", at: target.at.place, level: "block", data: shown };
    else if (runtime !== undefined && schedule.seconds + runtime > target.seconds)
      yield { part: "X", message: "tight", at: target.at.place, data: { ...shown, runtime: spoken(runtime) } };
  },
});

/** The row or line of the monitoring stage that names it first; else any. */
function targetIn(own: Stage | undefined, said: readonly Statement[]) {
  const all = [
    ...(own === undefined ? [] : told(own, /^\W*(?:data )?fresh/i)),
    ...(own === undefined ? [] : told(own, FRESH)),
    ...said,
  ];
  for (const at of all) {
    const clauses = at.text.split(/[;.,](?=\s)/).filter((part) => FRESH.test(part));
    const found = (at.form === "row" ? [at.text] : clauses).flatMap((part) =>
      quantitiesOf(part, { measure: "time", rate: false }),
    );
    if (found.length > 0) return { at, seconds: Math.min(...found.map(({ si }) => si.high)) };
  }
  return undefined;
}

/** The p95 where percentiles stand there, else the longest time that a run is said to take. */
function runtimeOf(stage: Stage): number | undefined {
  for (const { text } of statementsOf(stage).filter(({ text: each }) => RUN.test(each))) {
    const times = timesIn(text);
    const value = percentiles(text).get(95) ?? (times.length === 0 ? undefined : Math.max(...times));
    if (value !== undefined) return value;
  }
  return undefined;
}
