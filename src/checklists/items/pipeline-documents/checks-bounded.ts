import type { Said } from "../../../model/plan-part.ts";
import { coverageOf } from "../../../model/coverage.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { firstNumber } from "../../look/figures.ts";
import { testsUnknown } from "../../look/guarded.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";

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
  requirements: [{ row: 203, parts: "QX" }],
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
    uncounted:
      "Unexpected check of {what} that no test of `{model}` makes, expected one in its properties or in `tests/`",
    volume: "Unexpected checks without one on the row count, expected its bounds, so that loss and doubles are seen",
  },
  *check(stage, context) {
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
    yield* uncounted(rows, context);
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

const WATCHED = [
  { what: "the number of rows", says: VOLUME, by: ["row-count", "reconciliation"] },
  { what: "the age of the rows", says: /\bage\b|\bfresh\w*|\bstale\w*/i, by: ["freshness"] },
] as const;

/** What the rows look after as a whole, and neither a test of the one dbt model that the checklist is about nor a file that they name does. */
function* uncounted(rows: readonly { readonly cells: readonly Said[] }[], context: ItemContext) {
  const about = context.stage("dataset");
  if (about === undefined || testsUnknown(context.head)) return;
  const text = textOf(about);
  const [model, ...others] = modelsOf(context).filter(({ name }) => speaksOf(text, name));
  if (model === undefined || others.length > 0) return;
  const covered = coverageOf(context.head, model.id);
  const fresh = [...behind(model.id, context)].flatMap((id) => coverageOf(context.head, id));
  for (const { what, says, by } of WATCHED) {
    const said = rows.filter(({ cells }) => says.test(cells[0]?.text ?? ""));
    const [first] = said.flatMap(({ cells }) => cells);
    const elsewhere = said.some(({ cells }) =>
      cells.some((cell) => context.head.paths.some((path) => cell.text.includes(path))),
    );
    if (first === undefined || elsewhere) continue;
    const all = what === "the age of the rows" ? fresh : covered;
    if (all.some((one) => by.some((each) => each === one.class))) continue;
    const data = { what, model: model.name };
    yield { part: "X", message: "uncounted", at: first.place, of: what, data } as const;
  }
}

/** A model is as fresh as the sources that it is made of. */
function behind(id: string, { head }: ItemContext): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found) for (const read of head.facts.model[one]?.reads ?? []) found.add(read);
  return found;
}

/** An empty cell is asked as well; a placeholder is told by itself. */
const isAsked = (cell: Said | undefined): cell is Said =>
  cell !== undefined && (cell.open !== true || cell.text.trim() === "");

function isTurned(text: string): boolean {
  const [, low, high] = BETWEEN.exec(text) ?? RANGE.exec(text) ?? [];
  const [least, most] = [firstNumber(low ?? ""), firstNumber(high ?? "")];
  return least !== undefined && most !== undefined && least > most;
}
