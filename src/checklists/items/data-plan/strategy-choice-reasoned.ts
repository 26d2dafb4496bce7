import type { Model } from "../../../model/dbt.ts";
import { defineItem } from "../../item.ts";
import { isMutable, LARGE_PER_DAY, recordsPerDay } from "../../look/load.ts";
import { speaksOf } from "../../look/project.ts";
import { planned } from "../../look/promised.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { givesReason } from "../../look/reason.ts";
import { statementsOf } from "../../look/statements.ts";

const FACT = /^(?:fct|fact)_|_(?:events|facts)$/i;
const DIMENSION = /^(?:dim|lkp|lookup|ref)_/i;
const SMALL = 1_000_000;

export default defineItem({
  id: "strategy-choice-reasoned",
  asked: { "data-plan": "modelling" },
  requirements: [
    { row: 45, parts: "X" },
    { row: 46, parts: "X" },
  ],
  level: "review",
  title: "Reasons for the strategy of a model",
  demand: "a reason where a large table that changes is built anew, or a small one is built incrementally",
  why: "A full refresh of a table that grows takes a little longer every night, until it meets the morning.",
  template:
    "| Model | Layer | Strategy | Key | Late data |\n| --- | --- | --- | --- | --- |\n| <model> | <layer> | <incremental merge, full refresh or view; why> | <columns> | <window, or why not needed> |",
  messages: {
    anew: "Unexpected full refresh of `{model}` beside {count} records a day of which some change, expected an incremental merge, or the reason why not",
    appended:
      "Unexpected append to `{model}` from sources whose rows change, expected a merge by its key, or the reason why not",
    small:
      "Unexpected incremental `{model}` with {count} rows, expected a full refresh, which is simpler, or the reason why not",
  },
  *check(stage, context) {
    const count = recordsPerDay(context);
    const mutable = isMutable(context);
    for (const model of planned(context)) {
      const own = statementsOf(stage).filter(({ text }) => speaksOf(text, model.name));
      if (own.some(({ text }) => givesReason(text))) continue;
      const at = own[0]?.place ?? stage.place;
      const data = { model: model.name, count: count.toLocaleString("en-US") };
      if (FACT.test(model.name) && count >= LARGE_PER_DAY && mutable) {
        if (model.materialized === "table") yield { part: "X", message: "anew", at, of: model.name, data };
        else if (appends(model)) yield { part: "X", message: "appended", at, of: model.name, data };
      }
      const rows = own.flatMap(({ text }) => rowsIn(text));
      const most = Math.max(0, ...rows);
      if (DIMENSION.test(model.name) && model.materialized === "incremental" && most > 0 && most < SMALL)
        yield {
          part: "X",
          message: "small",
          at,
          of: model.name,
          data: { ...data, count: most.toLocaleString("en-US") },
          level: "notice",
        };
    }
  },
});

const appends = ({ materialized, settings = {} }: Model): boolean =>
  materialized === "incremental" && settings["incremental_strategy"]?.[0] === "append";

const rowsIn = (text: string): readonly number[] =>
  quantitiesOf(text, { measure: "count", rate: false }).flatMap(({ noun, high }) =>
    noun === "row" || noun === "record" ? [high] : [],
  );
