import { defineItem, type ItemContext } from "../../item.ts";
import { figure } from "../../look/figures.ts";
import { scoresOf } from "../../look/scores.ts";
import { fits, isOpenCell, rowCount, rowsIn, shareOf } from "../../look/shares.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const TYPES = /\bduplicate|\bconflict|\bformat[ _-]?mismatch/i;
const EXPECTED = /\bexpected\b/i;
const ACTUAL = /\bactual\b|\bfreshness\b|\bnewest\b|\bmeasured\b/i;

export default defineItem({
  id: "report-dimensions-detailed",
  asked: { "quality-assessment-report": "scores" },
  requirements: [
    { row: 141, parts: "S" },
    { row: 142, parts: "Q" },
  ],
  level: "review",
  title: "Evidence behind each score",
  demand: "what each score rests on: kinds of conflict, expected and actual refresh, duplicates with their rate",
  why: "A score that cannot be taken apart cannot be improved, nor measured again in the same way.",
  template: "",
  messages: {
    kind: "Unexpected kind of inconsistency `{said}`, expected duplicate, conflicting or format_mismatch",
    refresh: "Unexpected timeliness without {lacks}, expected how often it should be refreshed and how often it is",
    doubles: "Unexpected {rows} duplicates as {share} %, expected {expected} %: their share of {all} rows",
    score: "Unexpected score of {score} % beside {share} % duplicates, expected at most {most} %",
  },
  *check(_, context) {
    const consistency = context.stage("consistency");
    for (const table of consistency === undefined ? [] : tablesWith(consistency, /^type$|\bkind\b/))
      for (const cell of cellsOf(table, /^type$|\bkind\b/))
        if (!isOpenCell(cell) && !TYPES.test(cell.text))
          yield { part: "S", message: "kind", at: cell.place, of: cell.text, data: { said: cell.text } };
    const timeliness = context.stage("timeliness");
    if (timeliness?.answered === true) {
      const says = (pattern: RegExp): boolean =>
        statementsOf(timeliness).some(({ text }) => pattern.test(text) && /\d/.test(text));
      const lacks = [
        ...(says(EXPECTED) ? [] : ["the refresh that is expected"]),
        ...(says(ACTUAL) ? [] : ["the actual refresh"]),
      ];
      if (lacks.length > 0)
        yield { part: "S", message: "refresh", at: timeliness.place, data: { lacks: lacks.join(" and ") } };
    }
    yield* doubles(context.stage("uniqueness"), context);
  },
});

function* doubles(stage: Stage | undefined, { whole }: ItemContext) {
  const said = stage === undefined ? [] : statementsOf(stage).filter(({ text }) => /\bduplicat/i.test(text));
  const counted = said.find(({ text }) => rowsIn(text.replace(/^[^:]*:/, "")) !== undefined && !/\brate\b/i.test(text));
  const rated = said.find(({ text }) => /%|\brate\b/i.test(text));
  const share = shareOf(rated?.text.replace(/^[^:]*:/, "") ?? "");
  const [rows, all] = [rowsIn(counted?.text.replace(/^[^:]*:/, "") ?? ""), rowCount(whole)];
  if (share === undefined || rated === undefined) return;
  if (rows !== undefined && all !== undefined && all > 0 && !fits(share, rows, all)) {
    const expected = figure((100 * rows) / all);
    const data = { rows: figure(rows), share: String(share.percent), expected, all: figure(all) };
    yield { part: "Q", message: "doubles", at: rated.place, data } as const;
    return;
  }
  const score = scoresOf(whole).scores.find(({ dimension }) => dimension === "uniqueness");
  if (score === undefined || score.value > 100 || score.value <= 100 - share.percent + share.rounding) return;
  const data = { score: String(score.value), share: String(share.percent), most: figure(100 - share.percent) };
  yield { part: "Q", message: "score", at: score.place, data } as const;
}
