import { defineItem } from "../../item.ts";
import { rowsIn } from "../../look/shares.ts";
import type { Stage } from "../../look/stage.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";
import { datesIn, isOpen } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const FIELDS: Readonly<Record<string, RegExp>> = {
  "its name": /^(?:dataset )?name$|^(?:dataset|table)$/i,
  "its source": /^(?:data )?source\b|^source system\b/i,
  "the time period": /\bperiod\b|\btime range\b|\btime span\b|\bdates? covered\b/i,
  "the number of rows": /^(?:row count|rows|number of rows)\b/i,
  "the number of columns": /^(?:column count|columns|number of columns)\b/i,
};
const ASSESSED = /\bassess(?:ment date|ed on|ed)\b/i;

export default defineItem({
  id: "report-dataset-described",
  asked: { "quality-assessment-report": "dataset" },
  anywhere: true,
  requirements: [{ row: 141, parts: "S" }],
  level: "review",
  title: "Assessed data",
  demand: "its name, source, time period, number of rows and of columns, and the day of the assessment",
  why: "A score says nothing to anybody who cannot tell which rows it was taken from.",
  template:
    "Name: <schema.table>\nSource: <system>\nTime period: <from> to <to>\nRow count: <number>\nColumn count: <number>\nAssessment date: <YYYY-MM-DD>",
  messages: {
    lacks: "Unexpected data without {lacks}, expected {demand}",
    number: "Unexpected `{said}` as {what}, expected a number",
    listed: "Unexpected column count of {count}, where {listed} columns are listed, expected the two to agree",
    undated: "Unexpected report without the day of its assessment, expected when the data was looked at",
    future: "Unexpected assessment date {date}, expected a day that is over",
  },
  *check(stage, { today }) {
    const dataset = (label: RegExp) => stage.fields.find((field) => label.test(field.label.trim()));
    const lacks = Object.entries(FIELDS).filter(([, label]) => dataset(label) === undefined);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks.map(([name]) => name)) } };
    for (const what of ["the number of rows", "the number of columns"]) {
      const field = dataset(FIELDS[what] ?? /$^/);
      if (field === undefined || field.open === true || rowsIn(field.text) !== undefined) continue;
      yield { part: "S", message: "number", at: field.place, of: what, data: { said: field.text, what } };
    }
    const columns = dataset(FIELDS["the number of columns"] ?? /$^/);
    const [count, listed] = [rowsIn(columns?.text ?? ""), listedColumns(stage)];
    if (
      columns !== undefined &&
      count !== undefined &&
      listed !== undefined &&
      (listed.whole ? count !== listed.count : count < listed.count)
    )
      yield {
        part: "S",
        message: "listed",
        at: columns.place,
        data: { count: String(count), listed: String(listed.count) },
      };
    const assessed = dataset(ASSESSED);
    const [date] = datesIn(assessed?.text ?? "");
    if (date === undefined) {
      if (assessed?.open !== true && !isOpen(stage, ASSESSED)) yield { part: "S", message: "undated" };
    } else if (today !== "" && date > today)
      yield { part: "S", message: "future", ...(assessed === undefined ? {} : { at: assessed.place }), data: { date } };
  },
});

/** The columns in the table of missing values: all of them where some miss nothing, else perhaps only those with gaps. */
function listedColumns(stage: Stage): { readonly count: number; readonly whole: boolean } | undefined {
  const [table] = tablesWith(stage, /^(?:column|field)\b/, /\bmissing\b/);
  if (table === undefined) return undefined;
  const whole = cellsOf(table, /\bmissing\b/).some(({ text }) => /^0(?:\.0+)?\s?%?$/.test(text.trim()));
  return { count: table.rows.length, whole };
}
