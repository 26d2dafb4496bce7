import type { ItemContext } from "../item.ts";
import { quantitiesOf } from "./quantities.ts";
import { statementsOf } from "./statements.ts";

/** From here on a table is called large: our own figure, a year of it is 365 million rows. */
export const LARGE_PER_DAY = 1_000_000;

const DAILY = /\bper day\b|\/\s?day\b|\ba day\b|\bdaily\b/i;

/** The most records a day that the plan counts; 0 where it counts none. */
export function recordsPerDay(context: ItemContext): number {
  const stage = context.stage("volume");
  if (stage === undefined) return 0;
  const cells = stage.tables.flatMap(({ columns, rows }) => {
    const at = columns.findIndex(
      (name) => /\b(?:records|rows|events|messages|lines)\b/i.test(name) && DAILY.test(name),
    );
    return at < 0 ? [] : rows.flatMap((row) => row[at]?.text ?? []);
  });
  const fields = stage.fields.filter(
    ({ label }) => /\b(?:records|rows|events|volume)\b/i.test(label) && DAILY.test(label),
  );
  const bare = [...cells, ...fields.map(({ text }) => text)].flatMap((text) =>
    quantitiesOf(text, { measure: "count", rate: false }).map(({ high }) => high),
  );
  const rates = statementsOf(stage)
    .filter(({ text }) => !TENFOLD.test(text))
    .flatMap(({ text }) => quantitiesOf(text, { measure: "count", rate: true }))
    .flatMap(({ per, high }) => (per.length === 1 && per[0]?.base === 86_400 ? [high] : []));
  return Math.max(0, ...bare, ...rates);
}

/** What the plan would come to some day is not what it has. */
const TENFOLD = /\bten ?times\b|\btenfold\b|\b10 ?[×x]/i;

/** Rows that arrived are changed or deleted later, by what the plan says of its sources. */
export const isMutable = (context: ItemContext): boolean =>
  ["sources", "ingestion"].some((name) => {
    const stage = context.stage(name);
    return stage !== undefined && statementsOf(stage).some(({ text }) => MUTABLE.test(text));
  });

const MUTABLE = /\bupserts?\b|\bupdates?\b|\bdeletes?\b|\btombstones?\b|\bcdc\b|\bcorrections?\b/i;
