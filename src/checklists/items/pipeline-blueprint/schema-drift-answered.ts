import { defineItem } from "../../item.ts";
import { declaredTypes } from "../../look/declared-types.ts";
import { rowsBy } from "../../look/rows.ts";
import { isOpenCell, shareOf } from "../../look/shares.ts";
import { statementsOf } from "../../look/statements.ts";
import { columnAt, tablesWith } from "../../look/table.ts";
import { isOpen } from "../../look/told.ts";
import { typesAgree } from "../../look/type-names.ts";

const DRIFT = /\bdrift/i;
const YES = /\b(?:yes|true)\b|\bdrift\w* (?:since|in|of|between)\b/i;
const NO = /\b(?:no|false|none|not drifted|has not|did not|never)\b/i;
const COLUMN = /\bcolumn\b|\bfield\b/;
const DECLARED = /\bdeclared\b|\bexpected\b/;
const FOUND = /\bfound\b|\bactual\b|\bobserved\b/;
const RATE = /\brate\b|\bshare\b|\brows\b|%/;

export default defineItem({
  id: "schema-drift-answered",
  asked: { "pipeline-blueprint": "discovery", "quality-assessment-report": "validity" },
  requirements: [{ row: 144, parts: "SX" }],
  level: "review",
  title: "Schema drift",
  demand: "yes or no, and for yes the columns with the type declared, the type found and the share of rows",
  why: "A column that is a number on paper and a text in a thirtieth of the rows fails in the run, not in the review.",
  template:
    "Schema drift: <yes or no>\n\n| Column | Declared | Found | Share |\n| --- | --- | --- | --- |\n| <column> | <type> | <type> | <percent> |",
  messages: {
    unclear: "Unexpected answer on schema drift (`{said}`), expected yes or no",
    columns: "Unexpected drift without {lacks} of its columns, expected type declared, type found and share of rows",
    share: "Unexpected `{said}` as the share of rows in which `{column}` has another type, expected a percentage",
    differs:
      "Unexpected type `{said}` declared for `{column}`, which is `{type}` in `{of}`, expected what the repository declares",
  },
  *check(stage, context) {
    const said = statementsOf(stage).filter(({ text }) => DRIFT.test(text));
    const [first] = said;
    const tables = tablesWith(stage, COLUMN, FOUND);
    if (first === undefined) {
      if (!isOpen(stage, DRIFT) && tables.length === 0) yield { part: "S", message: "missing" };
    } else {
      const yes = said.some(({ text }) => YES.test(text));
      const no = said.some(({ text }) => NO.test(text));
      if (!yes && !no) yield { part: "S", message: "unclear", at: first.place, data: { said: first.text } };
      // Where it drifted, which column is the answer.
      const tabled = stage.tables.filter((table) => columnAt(table, COLUMN) >= 0 && columnAt(table, /\bmissing\b/) < 0);
      const [table] = tabled;
      if (yes && !no && tables.length === 0 && !said.some(({ text }) => /\w_\w|`/.test(text)))
        yield {
          part: "S",
          message: "columns",
          at: table?.place ?? first.place,
          data: { lacks: lacksOf(table?.columns ?? []) },
        };
    }
    for (const table of tables) {
      const lacks = lacksOf(table.columns);
      if (lacks !== "") yield { part: "S", message: "columns", at: table.place, data: { lacks } };
      for (const { column, declared, share } of rowsBy(table, { column: COLUMN, declared: DECLARED, share: RATE })) {
        if (column === undefined) continue;
        if (share !== undefined && !isOpenCell(share) && shareOf(share.text) === undefined && !/\d/.test(share.text))
          yield {
            part: "S",
            message: "share",
            at: share.place,
            of: column.text,
            data: { said: share.text, column: column.text },
          };
        const known = declaredTypes(column.text, context);
        const [one] = known;
        if (declared === undefined || one === undefined || known.some(({ type }) => typesAgree(type, declared.text)))
          continue;
        const data = { said: declared.text, column: column.text, ...one };
        yield { part: "X", message: "differs", at: declared.place, of: column.text, data };
      }
    }
  },
});

const lacksOf = (columns: readonly string[]): string => {
  const has = (pattern: RegExp): boolean => columns.some((name) => pattern.test(name.toLowerCase()));
  return [
    ...(has(DECLARED) ? [] : ["the type declared"]),
    ...(has(FOUND) ? [] : ["the type found"]),
    ...(has(RATE) ? [] : ["the share"]),
  ].join(" and ");
};
