import type { Said } from "../../../model/plan-part.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";

const PARTITION = /\bpartition/;
const TABLE = /\btables?\b|\bmodels?\b|\bdatasets?\b|\bname\b|\btarget\b/;

export default defineItem({
  id: "partition-fits-queries",
  asked: { "data-model-spec": "keys", "pipeline-spec": "target" },
  requirements: [{ row: 191, parts: "X" }],
  level: "notice",
  title: "Partition",
  demand: "a partition by a column that the queries name, and that the project partitions by",
  why: "Partitions by a column that nobody filters on make every query read all of them.",
  template: "| Table | Partition key |\n| --- | --- |\n| <table> | <column>, by <day or month> |",
  messages: {
    unasked:
      "Unexpected partition by `{column}`, which no query pattern names, expected a column that queries filter on",
    other:
      "Unexpected partition by `{said}` of `{model}`, which the project partitions by `{column}`, expected the same column",
  },
  *check(stage, context) {
    yield* against(stage, context);
    const queries = context.stage("queries");
    const told = partitions(stage);
    if (queries === undefined || told.length === 0) return;
    const asked = textOf(queries);
    const columns = columnsOf(context);
    for (const { text, place } of told) {
      const named = columns.filter((column) => speaksOf(text, column));
      const [column] = named;
      if (column !== undefined && !named.some((one) => speaksOf(asked, one)))
        yield { part: "X", message: "unasked", at: place, of: column, data: { column } };
    }
  },
});

/** What is said of partitions: the cell beside "Partition", or a line. */
const partitions = (stage: Stage): readonly Said[] => {
  const rows = stage.tables.flatMap(({ rows: all }) =>
    all.flatMap(([head, cell]) =>
      head !== undefined && cell !== undefined && /^partition/i.test(head.text) ? [cell] : [],
    ),
  );
  return rows.length > 0 ? rows : stage.fields.filter(({ label, open }) => open !== true && /^partition/i.test(label));
};

/** The columns of the document's own tables, and of the migrations. */
function columnsOf(context: ItemContext): readonly string[] {
  const stage = context.stage("columns");
  const listed = (stage?.tables ?? []).flatMap(({ rows }) => rows.flatMap(([first]) => first?.text ?? []));
  const tables = Object.values(context.head.facts.table).flatMap(({ columns }) => Object.keys(columns));
  return [...new Set([...listed, ...tables])].filter((name) => /^\w+$/.test(name));
}

/** A row for each table with its partition key, and what dbt's configuration says. */
function* against(stage: Stage, context: ItemContext) {
  for (const { table, partition } of tablesWith(stage, TABLE, PARTITION).flatMap((one) =>
    rowsBy(one, { table: TABLE, partition: PARTITION }),
  )) {
    if (table === undefined || partition === undefined || partition.open === true) continue;
    const model = modelsOf(context).find(({ name }) => speaksOf(table.text, name));
    const [column] = model?.settings?.["partition_by.field"] ?? [];
    if (model === undefined || column === undefined || speaksOf(partition.text, column)) continue;
    const data = { said: partition.text, model: model.name, column };
    yield { part: "X", message: "other", at: partition.place, of: model.name, data } as const;
  }
}
