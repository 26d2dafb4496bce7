import type { PlanTable, Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { figure } from "../../look/figures.ts";
import { rowsBy } from "../../look/rows.ts";
import { fits, isOpenCell, rowCount, rowsIn, shareOf } from "../../look/shares.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { tablesWith } from "../../look/table.ts";

const COLUMN = /\bcolumn\b|\bfield\b/;
const MISSING = /\bmissing\b|\bnulls?\b|\bempty\b/;
const NONE_ABOVE = /\bmore than (\d+(?:\.\d+)?)\s?%[^.;]*:\s*none\b/i;

export default defineItem({
  id: "missing-share-stated",
  asked: { "pipeline-blueprint": "discovery", "quality-assessment-report": "completeness" },
  requirements: [{ row: 143, parts: "Q" }],
  level: "review",
  title: "Missing values",
  demand: "for each critical column which share of its values is missing",
  why: "Whether a column may be a key, or a sum over it be trusted, is decided by the share of it that is not there.",
  template: "| Critical column | Missing | Rows |\n| --- | --- | --- |\n| <column> | <percent> | <rows> |",
  messages: {
    share: "Unexpected `{said}` as the share of `{column}` that is missing, expected a percentage",
    rows: "Unexpected {rows} rows for the {share} % of `{column}` that are missing, expected about {expected}: that share of {all} rows",
    above:
      "Unexpected {share} % missing in `{column}`, where no column is said to miss more than {limit} %, expected the two to agree",
  },
  *check(stage, { whole }) {
    const given = sharesIn(stage);
    if (given.length === 0) {
      const told = statementsOf(stage).some(
        ({ text }) => MISSING.test(text.toLowerCase()) && shareOf(text) !== undefined && /\w_\w|`/.test(text),
      );
      if (!told) yield { part: "Q", message: "missing" };
      return;
    }
    const all = rowCount(stage) ?? rowCount(whole);
    const limit = statementsOf(stage).flatMap(({ text }) => NONE_ABOVE.exec(text)?.[1] ?? [])[0];
    for (const { column, missing, rows } of given) {
      const share = shareOf(missing.text);
      const data = { column, said: missing.text, share: String(share?.percent ?? "") };
      if (isOpenCell(missing)) continue;
      if (share === undefined) {
        yield { part: "Q", message: "share", at: missing.place, of: column, data };
        continue;
      }
      if (limit !== undefined && share.percent > Number(limit))
        yield { part: "Q", message: "above", at: missing.place, of: column, data: { ...data, limit } };
      const count = rows === undefined ? undefined : rowsIn(rows.text);
      if (rows === undefined || count === undefined || all === undefined || fits(share, count, all)) continue;
      const expected = figure((all * share.percent) / 100);
      const more = { rows: figure(count), expected, all: figure(all) };
      yield { part: "Q", message: "rows", at: rows.place, of: column, data: { ...data, ...more } };
    }
  },
});

interface Missing {
  readonly column: string;
  readonly missing: Said;
  readonly rows: Said | undefined;
}

/** From tables; else from the keys below "missing by column". */
function sharesIn(stage: Stage): readonly Missing[] {
  const rows = tablesWith(stage, COLUMN, MISSING).flatMap((table: PlanTable) =>
    rowsBy(table, { column: COLUMN, missing: MISSING, rows: /^rows\b|\bcount\b/ }),
  );
  if (rows.length > 0)
    return rows.flatMap(({ column, missing, rows: count }) =>
      column === undefined || missing === undefined ? [] : [{ column: column.text, missing, rows: count }],
    );
  return stage.parts
    .filter(({ heading }) => /^missing (?:by|per) column\b/i.test(heading))
    .flatMap((part) =>
      part.fields.map(({ label, text, place }) => ({ column: label, missing: { text, place }, rows: undefined })),
    );
}
