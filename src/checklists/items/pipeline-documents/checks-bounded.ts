import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { firstNumber } from "../../look/figures.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";

const CHECK = /\bchecks?\b|\bcolumns?\b|\bkeys?\b|\bmeasures?\b|\bfrom\b|\bwhat\b|\brule\b|\bname\b/;
const THRESHOLD = /\bthreshold\b|\blimit\b|\bbounds?\b|\btolerance\b/;
const ACTION = /\baction\b|\bon failure\b|\bif (?:it )?fails\b|\bconsequence\b/;
const VOLUME = /\brows?\b|\brow.?counts?\b|\brecords?\b|\blines?\b|\bvolume\b/i;
const DOES =
  /\bfail|\bblock|\bstop|\bhalt|\bwarn|\bcontinue\b|\bdead.?letter|\bquarantin|\balert|\binvestigat|\breject|\bpage\b|\bticket\b|\blog\b|\bdrop/i;
const NUMBER = /\d|\b(?:none|zero|no|any|every|all|100)\b/i;
const BETWEEN = /\b(?:between|from)\s+(.+?)\s+(?:and|to)\s+(.+)/i;
const RANGE = /^\W*([\d.,]+\s?%?)\s+to\s+([\d.,]+\s?%?)/i;

export default defineItem({
  id: "checks-bounded",
  asked: { "data-quality-checklist": "volume", "pipeline-spec": "quality" },
  anywhere: true,
  requirements: [
    {
      row: 203,
      parts: "Q",
      waits: { X: "volume tests are SQL of their own (`tests/*.sql`), which has no reader yet" },
    },
  ],
  level: "review",
  title: "Checks with a threshold and an action",
  demand:
    "for each check a threshold as a number and what follows: fail, warn, dead-letter or alert; one of them on the row count",
  why: "A check without a number passes always, and one without a consequence might as well not run.",
  template:
    "| Check | Threshold | Action |\n| --- | --- | --- |\n| rows of the day against the day before | between <lower percent> and <upper percent> | <fail pipeline, warn and continue, dead-letter, or alert and investigate> |",
  messages: {
    vague: "Unexpected threshold `{said}` of `{check}`, expected a number",
    turned: "Unexpected threshold `{said}` of `{check}`, expected the lower bound first",
    action:
      "Unexpected action `{said}` of `{check}`, expected fail, warn and continue, dead-letter, or alert and investigate",
    volume: "Unexpected checks without one on the row count, expected its bounds, so that loss and doubles are seen",
  },
  *check(stage) {
    const rows = tablesWith(stage, THRESHOLD, ACTION).flatMap((table) =>
      rowsBy(table, { check: CHECK, threshold: THRESHOLD, action: ACTION }).map((row, i) => ({
        ...row,
        cells: table.rows[i] ?? [],
      })),
    );
    if (rows.length === 0) {
      yield { part: "Q", message: "missing" };
      return;
    }
    if (!rows.some(({ cells }) => cells.some(({ text }) => VOLUME.test(text)))) yield { part: "Q", message: "volume" };
    for (const { check, threshold, action, cells } of rows) {
      const name = (check ?? cells[0])?.text ?? "";
      const shared = { part: "Q", of: name } as const;
      if (isAsked(threshold)) {
        const data = { check: name, said: threshold.text };
        if (!NUMBER.test(threshold.text)) yield { ...shared, message: "vague", at: threshold.place, data };
        else if (isTurned(threshold.text)) yield { ...shared, message: "turned", at: threshold.place, data };
      }
      if (isAsked(action) && !DOES.test(action.text))
        yield { ...shared, message: "action", at: action.place, data: { check: name, said: action.text } };
    }
  },
});

/** An empty cell is asked as well; a placeholder is told by itself. */
const isAsked = (cell: Said | undefined): cell is Said =>
  cell !== undefined && (cell.open !== true || cell.text.trim() === "");

function isTurned(text: string): boolean {
  const [, low, high] = BETWEEN.exec(text) ?? RANGE.exec(text) ?? [];
  const [least, most] = [firstNumber(low ?? ""), firstNumber(high ?? "")];
  return least !== undefined && most !== undefined && least > most;
}
