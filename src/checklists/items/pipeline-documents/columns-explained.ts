import { defineItem, type ItemContext } from "../../item.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";
import { isVague } from "../../look/vague.ts";

const COLUMN = /\bcolumns?\b|\bfields?\b|\battribute\b|\bname\b/;
const MEANING = /\bmeaning\b|\bdescription\b|\bmeans\b|\bcontext\b|\bwhat it is\b|\bdefinition\b/;
/** Words of types and of databases: they tell no reader what stands in the column. */
const TYPE =
  /^\W*(?:(?:a|an|the|some)\s+)?(?:unique\s+)?(?:id|ids|identifier|key|number|numbers|amount|text|string|date|datetime|time|timestamp|timestamptz|boolean|flag|integer|int|bigint|numeric|float|value|name|code|type|status|column|field)\W*$/i;

export default defineItem({
  id: "columns-explained",
  asked: { "pipeline-runbook": "columns", "data-model-spec": "columns" },
  requirements: [{ row: 214, parts: "X" }],
  level: "notice",
  title: "Columns",
  demand: "a meaning for each column that says more than its type, of columns that the model has",
  why: "A column's name is what its author had in mind; what it means to the business has to be written down.",
  template: "| Column | Meaning |\n| --- | --- |\n| <column> | <what it means, and when it is empty> |",
  messages: {
    vague: "Unexpected meaning `{said}` of `{column}`, expected what it stands for",
    away: "Unexpected column `{column}` that `{model}` does not have, expected one of its columns",
    untold:
      "Unexpected {count} of `{model}` that neither this document nor dbt describes (`{column}`), expected a meaning",
  },
  *check(stage, context) {
    const rows = tablesWith(stage, COLUMN, MEANING).flatMap((table) =>
      rowsBy(table, { column: COLUMN, meaning: MEANING }),
    );
    for (const { column, meaning } of rows) {
      if (column === undefined || meaning === undefined || column.open === true || meaning.open === true) continue;
      if (meaning.text !== "" && (isVague(meaning.text) || TYPE.test(meaning.text)))
        yield {
          part: "X",
          message: "vague",
          at: meaning.place,
          of: column.text,
          data: { said: meaning.text, column: column.text },
        };
    }
    const columns = rows.flatMap(({ column }) => (column === undefined || column.open === true ? [] : [column]));
    const model = modelOf(
      columns.map(({ text }) => text),
      context,
    );
    if (model === undefined) return;
    const known = new Set(model.columns.map(({ name }) => name.toLowerCase()));
    for (const { text, place } of columns)
      if (/^\w+$/.test(text) && !known.has(text.toLowerCase()) && !model.words.includes(text.toLowerCase()))
        yield { part: "X", message: "away", at: place, of: text, data: { column: text, model: model.name } };
    const said = new Set(columns.map(({ text }) => text.toLowerCase()));
    const untold = model.columns.filter(({ name, described }) => described !== true && !said.has(name.toLowerCase()));
    const [first] = untold;
    if (first === undefined) return;
    const count = untold.length === 1 ? "a column" : `${untold.length} columns`;
    yield { part: "X", message: "untold", of: model.name, data: { count, model: model.name, column: first.name } };
  },
});

/** The model that the document is about: it names it, and most of the columns are its own. */
function modelOf(columns: readonly string[], context: ItemContext) {
  if (columns.length === 0) return undefined;
  const map = context.stage("lineage");
  const named = map === undefined ? "" : textOf(map);
  const share = (model: ReturnType<typeof modelsOf>[number]): number =>
    columns.filter((column) => model.columns.some(({ name }) => name.toLowerCase() === column.toLowerCase())).length;
  const [first, second] = modelsOf(context)
    .filter(({ name, columns: own }) => own.length > 0 && speaksOf(named, name))
    .toSorted((one, other) => share(other) - share(one));
  if (first === undefined || share(first) * 2 <= columns.length) return undefined;
  return second !== undefined && share(second) === share(first) ? undefined : first;
}
