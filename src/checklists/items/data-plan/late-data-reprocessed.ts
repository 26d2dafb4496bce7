import { defineItem, type ItemContext } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { isIncrementalAt, incrementalFilter } from "../../look/incremental-filter.ts";
import { speaksOf } from "../../look/project.ts";
import { planned } from "../../look/promised.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { statementsOf } from "../../look/statements.ts";

const LATE =
  /\blate\w*|\bchanges? later\b|\barriv\w* after\b|\bcorrections?\b|\blook-?back\b|\blooks? back\b|\bcorrected\b|\breprocess\w*|\bre-?reads?\b|\bagain\b/i;

export default defineItem({
  id: "late-data-reprocessed",
  asked: { "data-plan": "modelling" },
  requirements: [
    { row: 47, parts: "X" },
    { row: 41, parts: "S" },
  ],
  level: "review",
  title: "Late data",
  demand: "for each incremental model the window that is loaded again, or why nothing comes late",
  why: "What arrives a day late is older than the newest row, and an incremental run never looks back on its own.",
  template:
    "| Model | Layer | Strategy | Key | Late data |\n| --- | --- | --- | --- | --- |\n| <model> | <layer> | <strategy> | <columns> | <window that is loaded again, or why not needed> |",
  messages: {
    unsaid:
      "Unexpected incremental models without a word on late data, expected the window that is loaded again, or why nothing comes late",
    newest:
      "Unexpected filter of `{model}` that begins at its newest row, while the plan has data up to {late} late, expected a window that is loaded again",
  },
  *check(stage, context) {
    const late = lateness(context);
    const incremental = planned(context).filter(isIncrementalAt);
    const spoken_ = statementsOf(stage).some(({ text }) => LATE.test(text)) || late !== undefined;
    if (
      incremental.length > 0 &&
      !spoken_ &&
      !stage.tables.some(({ columns }) => columns.some((name) => LATE.test(name)))
    )
      yield { part: "S", message: "unsaid" };
    if (late === undefined) return;
    for (const model of incremental) {
      const filter = incrementalFilter(model, context);
      if (filter === undefined || filter.looksBack) continue;
      const told = statementsOf(stage).find(({ text }) => speaksOf(text, model.name));
      const data = { model: model.name, late: spoken(late) };
      yield { part: "X", message: "newest", at: told?.place ?? stage.place, of: model.name, data };
    }
  },
});

/** How late records may come by the plan's assumptions and models (seconds); undefined where it does not say. */
function lateness(context: ItemContext): number | undefined {
  const stages = ["assumptions", "modelling"].flatMap((name) => context.stage(name) ?? []);
  const times = stages
    .flatMap(statementsOf)
    .filter(({ text }) => LATE.test(text))
    .flatMap(({ text }) => quantitiesOf(text, { measure: "time", rate: false }))
    .map(({ si }) => si.high)
    // A measurement over 90 days, a kept history: nobody calls that late.
    .filter((seconds) => seconds > 0 && seconds <= 31 * 86_400);
  return times.length === 0 ? undefined : Math.max(...times);
}
