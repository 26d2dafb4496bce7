import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { declared, namedAbove } from "../../look/columns-of.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { inWords } from "../../look/topics.ts";
import { typesAgree } from "../../look/type-names.ts";

const COLUMN = /^(?:column|field|name)s?\b/;
const TYPE = /\btype\b/;
const KEY = /\bkeys?\b|\bindex|\bconstraint/;

export default defineItem({
  id: "schema-columns-match",
  asked: { "pipeline-blueprint": "schema" },
  requirements: [{ row: 146, parts: "X" }],
  level: "review",
  title: "Target columns",
  demand: "the columns with type and key, as the repository declares them",
  why: "Where the plan and the table differ, reviewers agree to the one and consumers get the other.",
  template:
    "| Column | Type | Key or index |\n| --- | --- | --- |\n| <column> | <type> | <primary key, foreign key, index or none> |",
  messages: {
    away: "Unexpected column `{column}`, which `{of}` does not have, expected one of its columns",
    type: "Unexpected type `{said}` of `{column}`, which `{of}` declares as `{type}`, expected the two to agree",
    key: "Unexpected key `{column}` that nothing in `{of}` keeps unique, expected a unique test or constraint on it",
    left: "Unexpected list of columns without {columns}, expected all that `{of}` declares",
  },
  *check(stage, context) {
    const tables = tablesWith(stage, COLUMN, TYPE);
    if (tables.length === 0) {
      if (!stage.code.some(({ text }) => /\bcreate\s+table\b/i.test(text))) yield { part: "X", message: "missing" };
      return;
    }
    const all = declared(context);
    for (const table of tables) {
      const target = namedAbove(stage, table.place, all);
      if (target === undefined || target.columns.length === 0) continue;
      const of = target.name;
      const known = new Map(target.columns.map((one) => [one.name.toLowerCase(), one]));
      const rows = rowsBy(table, { column: COLUMN, type: TYPE, key: KEY });
      const listed = new Set(rows.flatMap(({ column }) => (column === undefined ? [] : [bare(column)])));
      for (const { column, type, key } of rows) {
        if (column === undefined || column.open === true) continue;
        const found = known.get(bare(column));
        const data = { column: column.text, of, said: type?.text ?? "", type: found?.type ?? "" };
        if (found === undefined) {
          if (target.whole && /^\W*\w+\W*$/.test(column.text))
            yield { part: "X", message: "away", at: column.place, of: column.text, data };
          continue;
        }
        if (type !== undefined && type.open !== true && found.type !== undefined && !typesAgree(type.text, found.type))
          yield { part: "X", message: "type", at: type.place, of: column.text, data };
        const primary = key !== undefined && /\bprimary\b/i.test(key.text);
        if (primary && target.keys.length === 0)
          yield { part: "X", message: "key", at: key.place, of: column.text, data };
      }
      // What has another name is told once.
      const renamed = rows.some(
        ({ column }) => column !== undefined && column.open !== true && !known.has(bare(column)),
      );
      const left = target.whole && !renamed ? target.columns.filter(({ name }) => !listed.has(name.toLowerCase())) : [];
      // A list that leaves out most of them is meant to be a part.
      if (left.length === 0 || left.length * 2 > target.columns.length) continue;
      const columns = inWords(left.map(({ name }) => `\`${name}\``));
      yield { part: "X", message: "left", at: table.place, of, data: { of, columns } };
    }
  },
});

const bare = ({ text }: Said): string => text.replaceAll("`", "").trim().toLowerCase();
