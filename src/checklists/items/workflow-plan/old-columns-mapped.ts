import { spelt } from "../../../quantity/number-words.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { speaksOf } from "../../look/project.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf, told } from "../../look/told.ts";

const OLD = /\bold\b|\bsource\b|\bfrom\b|\blegacy\b/;
const NEW = /\bnew\b|\btarget\b|\bto\b/;
const COUNTED = /\b([a-z]+|\d+) columns\b/i;
const NAME = /^(?:(\w+)\.)?([a-z]\w*)$/i;
const GONE = /^(?:archived?|dropped|deleted|removed|gone|none|nothing|nowhere)$/i;

export default defineItem({
  id: "old-columns-mapped",
  asked: { "workflow-plan": "mapping" },
  profiles: ["migration"],
  requirements: [{ row: 122, parts: "X" }],
  level: "block",
  title: "Mapping of the old columns",
  demand: "a row for each column of the old table, with the column that takes it, or its archive",
  why: "A column that no row names is lost on the night of the move, and somebody asks for it a month later.",
  template:
    "| Old column | New column | How |\n| --- | --- | --- |\n| <column> | <column of the new table, or of its archive> | <as it is, or how it is changed> |",
  messages: {
    count: "Unexpected mapping of {rows} of {columns} columns, expected a row for each column of the old table",
    away: "Unexpected target `{column}` that no table of the migrations has, expected a column of {tables}",
    unmapped: "Unexpected {what} of `{column}` that the mapping does not name, expected its target or its archive",
  },
  *check(stage, context) {
    const [table] = tablesWith(stage, OLD, NEW);
    if (table === undefined) {
      yield { part: "X", message: "missing" };
      return;
    }
    const rows = rowsBy(table, { from: OLD, to: NEW });
    if (rows.some(({ from, to }) => from?.open === true || to?.open === true)) return;
    for (const { text, place } of told(stage, COUNTED)) {
      const columns = numberOf(COUNTED.exec(text)?.[1] ?? "");
      if (columns === undefined || columns === rows.length || !/\bold\b|\bsource\b/i.test(text)) continue;
      const data = { rows: String(rows.length), columns: String(columns) };
      yield { part: "X", message: "count", at: place, data };
    }
    const tables = tablesNamed(context);
    for (const { to } of rows) {
      const [, relation, column = ""] = NAME.exec(to?.text.trim() ?? "") ?? [];
      if (column === "" || GONE.test(column) || to === undefined) continue;
      const among = tables.filter(({ name }) => relation === undefined || name === relation);
      if (among.length === 0 || among.some(({ columns }) => columns.has(column.toLowerCase()))) continue;
      const data = { column: to.text, tables: among.map(({ name }) => `\`${name}\``).join(" or ") };
      yield { part: "X", message: "away", at: to.place, of: to.text, data };
    }
    const mapped = new Set(rows.map(({ from }) => (from?.text ?? "").trim().split(".").at(-1)?.toLowerCase()));
    for (const { column, relation, what } of lostColumns(context))
      if (!mapped.has(column.toLowerCase())) {
        const name = `${relation}.${column}`;
        yield { part: "X", message: "unmapped", of: name, data: { what, column: name } };
      }
  },
});

const numberOf = (word: string): number | undefined =>
  /^\d+$/.test(word) ? Number(word) : spelt(`${word} columns`, 0)?.value;

/** Tables of the migrations that the plan speaks of. */
function tablesNamed({ head, whole }: ItemContext) {
  const text = textOf(whole);
  return Object.values(head.facts.table).flatMap(({ subject, columns, whole: known }) => {
    const name = subject.at(-1) ?? "";
    return known && speaksOf(text, name)
      ? [{ name, columns: new Set(Object.keys(columns).map((column) => column.toLowerCase())) }]
      : [];
  });
}

/** Columns that this pull request drops or renames in tables that the plan speaks of. */
function lostColumns({ changes, whole }: ItemContext) {
  const text = textOf(whole);
  return changes.flatMap((change) => {
    if (change.kind !== "operation.added") return [];
    const { action, subject } = change.after;
    if (action !== "column-dropped" && action !== "column-renamed") return [];
    const [relation = "", column = ""] = subject.slice(-2);
    return speaksOf(text, relation)
      ? [{ relation, column, what: action === "column-dropped" ? "drop" : "rename" }]
      : [];
  });
}
