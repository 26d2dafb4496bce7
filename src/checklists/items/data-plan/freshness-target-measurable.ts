import type { Said } from "../../../model/plan-part.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { sourceName, sourcesOf } from "../../look/project.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { scheduleOf } from "../../look/schedule.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, columnAt, tablesWith } from "../../look/table.ts";

const DATASET = /\b(?:dataset|data|source|system|table|model|asset|name)\b/;
const TARGET = /\btarget|\bsla\b|\bslo\b|\bfresh/;
const SPEAKS = /\bfresh|\bsla\b|\bslo\b|\btarget|\bold\b|\bup to date\b/i;

export default defineItem({
  id: "freshness-target-measurable",
  asked: { "data-plan": "sources" },
  requirements: [
    { row: 9, parts: "QX" },
    { row: 44, parts: "X" },
  ],
  level: "block",
  title: "Freshness targets",
  demand: "for each critical dataset how old it may be, as a number with its unit",
  why: "A target that nobody can measure is met every day until somebody asks.",
  template: "| Dataset | Target | Measured on |\n| --- | --- | --- |\n| <system.table> | <duration> | <column> |",
  messages: {
    vague: "Unexpected freshness target `{said}` of `{dataset}`, expected a duration with its unit",
    later:
      "Unexpected target of {target} for `{dataset}`, for which dbt raises an error only after {error}, expected dbt to be the stricter of the two",
    slower:
      "Unexpected target of {target} for `{dataset}` beside a schedule (`{schedule}`) that runs every {interval}, expected a target that the schedule can meet",
  },
  *check(stage, context) {
    const targets = targetsIn(stage);
    const spoken = statementsOf(stage).filter(({ text }) => SPEAKS.test(text) && lasting(text) !== undefined);
    if (targets.length === 0 && spoken.length === 0) {
      yield { part: "Q", message: "missing" };
      return;
    }
    for (const { dataset, target } of targets) {
      const seconds = lasting(target.text);
      if (seconds === undefined)
        yield {
          part: "Q",
          message: "vague",
          at: target.place,
          of: dataset.text,
          data: { dataset: dataset.text, said: target.text },
        };
      else yield* reachable(dataset, target, seconds, context);
    }
  },
});

/** Two tables of sources may stand there: only columns that are about targets count. */
const targetsIn = (stage: Stage): readonly { readonly dataset: Said; readonly target: Said }[] =>
  tablesWith(stage, DATASET, TARGET).flatMap((table) => {
    const at = columnAt(table, TARGET);
    if (at === columnAt(table, DATASET)) return [];
    const targets = cellsOf(table, TARGET);
    return cellsOf(table, DATASET).flatMap((dataset, i) => {
      const target = targets[i];
      return target === undefined || target.open === true || dataset.open === true ? [] : [{ dataset, target }];
    });
  });

function* reachable(dataset: Said, target: Said, seconds: number, context: ItemContext) {
  const names = dataset.text.split(/[\s,]+/).map((name) => name.replace(/`/g, "").toLowerCase());
  const shown = { dataset: dataset.text, target: spoken(seconds) };
  const sources = sourcesOf(context).filter((source) => {
    const name = sourceName(source).toLowerCase();
    return names.some((each) => each === name || each === `${name.split(".")[0] ?? ""}.*`);
  });
  for (const source of sources) {
    const error = errorAfter(source.settings ?? {});
    if (error === undefined || error <= seconds) continue;
    const data = { ...shown, error: spoken(error) };
    yield { part: "X", message: "later", at: target.place, of: dataset.text, data } as const;
    break;
  }
  const schedule = scheduleOf(context.stage("ingestion"));
  const ours = Object.values(context.head.facts.model).some(({ name }) => names.includes(name.toLowerCase()));
  if (sources.length > 0 || !ours || schedule === undefined || schedule.seconds <= seconds) return;
  const data = { ...shown, schedule: schedule.said.text, interval: spoken(schedule.seconds) };
  yield { part: "X", message: "slower", at: target.place, of: dataset.text, data } as const;
}

const PERIOD: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

function errorAfter(settings: Readonly<Record<string, readonly string[]>>): number | undefined {
  const count = Number(settings["freshness.error_after.count"]?.[0]);
  const period = PERIOD[settings["freshness.error_after.period"]?.[0] ?? ""];
  return period === undefined || !Number.isFinite(count) ? undefined : count * period;
}

/** The longest time that a text names. */
function lasting(text: string): number | undefined {
  const all = quantitiesOf(text, { measure: "time", rate: false }).map(({ si }) => si.high);
  return all.length === 0 ? undefined : Math.max(...all);
}
