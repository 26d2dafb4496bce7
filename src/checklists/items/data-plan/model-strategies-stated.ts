import type { Model } from "../../../model/dbt.ts";
import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { changedModels, modelsOf, speaksOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { columnAt } from "../../look/table.ts";

const STRATEGY = /\bstrateg\w*|\bmateriali\w*|\bbuilt\b|\brefresh\b/;
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ["incremental", /\bincremental\w*|\bmicro-?batch\b|\bmerge\b|\bappend\b/i],
  ["table", /\bfull[- ](?:refresh|rebuild|load)\w*|\brebuil[dt]\b|\banew\b|\bas a table\b|^\W*table\b/i],
  ["view", /\bviews?\b/i],
  ["ephemeral", /\bephemeral\b/i],
];
const WITHOUT_KEY = /^(?:append|insert_overwrite|microbatch)$/;

export default defineItem({
  id: "model-strategies-stated",
  asked: { "data-plan": "modelling", "pipeline-blueprint": "pipeline" },
  requirements: [
    { row: 19, parts: "SX" },
    { row: 156, parts: "X" },
  ],
  level: "review",
  title: "Strategy of each model",
  demand: "for each model whether it is incremental or built anew, and by which key",
  why: "An incremental model without a key writes the same row twice whenever a run is repeated.",
  template:
    "| Model | Layer | Strategy | Key | Late data |\n| --- | --- | --- | --- | --- |\n| <model> | <layer> | <incremental merge, full refresh or view> | <columns> | <window, or why not needed> |",
  messages: {
    unnamed:
      "Unexpected model `{model}` that the pull request builds and the plan gives no strategy, expected incremental, full refresh or view",
    differs:
      "Unexpected strategy `{said}` for `{model}`, which the project builds as {materialized}, expected the two to agree",
    key: "Unexpected incremental `{model}` without a `unique_key`, expected the key by which rows are merged",
  },
  *check(stage, context) {
    const all = statementsOf(stage);
    if (!all.some(({ text }) => FAMILIES.some(([, words]) => words.test(text)))) {
      yield { part: "S", message: "missing" };
      return;
    }
    const changed = new Set(changedModels(context).map(({ id }) => id));
    for (const model of modelsOf(context)) {
      const told = all.some(({ text }) => speaksOf(text, model.name));
      if (changed.has(model.id) && !told && model.materialized !== "view" && model.resource === "model")
        yield { part: "S", message: "unnamed", of: model.name, data: { model: model.name } };
      if (!told) continue;
      const said = strategyOf(stage, model);
      const family = said === undefined ? undefined : familyOf(said.text);
      if (
        said !== undefined &&
        family !== undefined &&
        model.materialized !== undefined &&
        isKnown(model.materialized) &&
        family !== model.materialized
      ) {
        const data = { model: model.name, said: said.text, materialized: model.materialized };
        yield { part: "X", message: "differs", at: said.place, of: model.name, data };
      }
      if (lacksKey(model))
        yield { part: "X", message: "key", of: model.name, data: { model: model.name }, level: "block" };
    }
  },
});

const isKnown = (materialized: string): boolean => FAMILIES.some(([name]) => name === materialized);

/** The one strategy that a text names; undefined where it names none or several. */
function familyOf(text: string): string | undefined {
  const found = FAMILIES.filter(([, words]) => words.test(text)).map(([name]) => name);
  return found.length === 1 ? found[0] : undefined;
}

/** The cell of the model's row, or the item that begins with it and speaks of no other. */
function strategyOf(stage: Stage, { name }: Model): Said | undefined {
  for (const table of stage.tables) {
    const at = columnAt(table, STRATEGY);
    const row = table.rows.find(([first]) => first !== undefined && speaksOf(first.text, name));
    const cell = row?.[at];
    if (cell !== undefined && cell.open !== true) return cell;
  }
  const item = stage.items.find(({ text, open }) => open !== true && text.replace(/`/g, "").startsWith(`${name}:`));
  if (item !== undefined) return { text: item.text.slice(item.text.indexOf(":") + 1).trim(), place: item.place };
  // "`a` incremental; `b` full refresh" in one cell: the clause that begins with its name.
  for (const { text, place, open } of stage.said)
    for (const clause of open === true ? [] : text.replaceAll("`", "").split(/;\s/))
      if (clause.trim().startsWith(`${name} `)) return { text: clause.trim().slice(name.length + 1), place };
  return undefined;
}

const lacksKey = ({ materialized, settings = {}, resource }: Model): boolean =>
  materialized === "incremental" &&
  resource === "model" &&
  settings["unique_key"] === undefined &&
  !WITHOUT_KEY.test(settings["incremental_strategy"]?.[0] ?? "") &&
  settings["incremental_strategy"]?.length !== 0;
