import type { Place } from "../../../model/place.ts";
import { defineItem } from "../../item.ts";
import { dayIn, isCompared, isDecidable, withoutDates } from "../../look/measurable.ts";
import { isRuledOut } from "../../look/ruled-out.ts";
import type { Stage } from "../../look/stage.ts";
import { about, statementsOf } from "../../look/statements.ts";
import { columnAt } from "../../look/table.ts";

const CUTOVER = /\bcut-?over\b|\bswitch(?:-| )?over\b|\bgo-?live\b|\bswitch to\b/;
const ROLLBACK = /\broll-?back\b|\bfall-?back\b|\bsteps:/i;
const STEP = /\bsteps?\b|\bphase\b|\bwhat\b|\bstage\b/;
const CHECKPOINT = /\bcheck-?points?\b|\bgates?\b|\bgo\b|\bcriteri\w+|\bcheck\b|\bverif\w+/;

export default defineItem({
  id: "cutover-steps-checked",
  asked: { "data-plan": "backfill" },
  requirements: [{ row: 35, parts: "S" }],
  level: "block beside breaking",
  title: "Cutover in steps",
  demand: "at least three steps in their order, each with a checkpoint that can be measured or a go or no-go",
  why: "Between two steps there has to be a figure at which somebody may say stop.",
  template:
    "### Cutover\n\n1. <day>: <step>. Checkpoint: <figure that has to be reached>\n2. <day>: <step>. Checkpoint: <figure that has to be reached>\n3. <day>: <switch>. Go if <figure>; <who> decides.",
  messages: {
    few: "Unexpected cutover in {count}, expected at least three steps in their order",
    unchecked:
      "Unexpected step `{step}`{others} without a checkpoint, expected a figure that has to be reached, or a go or no-go",
    order: "Unexpected step of {later} before one of {earlier}, expected steps in the order of their days",
  },
  *check(stage) {
    const steps = stepsIn(stage);
    if (steps.length === 0) {
      const told = about(stage, CUTOVER);
      const open = stage.fields.some((field) => field.open === true && CUTOVER.test(field.label.toLowerCase()));
      if (!open && !told.some(({ text }) => isRuledOut(text, CUTOVER))) yield { part: "S", message: "missing" };
      return;
    }
    const at = steps[0]?.at ?? stage.place;
    if (steps.length < 3)
      yield { part: "S", message: "few", at, data: { count: steps.length === 1 ? "one step" : "two steps" } };
    // A last step that only clears away has nothing after it to be stopped.
    const held = steps.length > 3 ? steps.slice(0, -1) : steps;
    const [first, ...rest] = held.filter(({ checked }) => !checked);
    if (first !== undefined) {
      const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
      yield { part: "S", message: "unchecked", at: first.at, data: { step: first.said, others } };
    }
    for (const [i, step] of steps.entries()) {
      const [later, earlier] = [dayIn(steps[i - 1]?.said ?? ""), dayIn(step.said)];
      if (later === undefined || earlier === undefined || later <= earlier) continue;
      yield { part: "S", message: "order", at: step.at, data: { later, earlier } };
      break;
    }
  },
});

interface Step {
  readonly said: string;
  readonly at: Place;
  readonly checked: boolean;
}

function stepsIn(stage: Stage): readonly Step[] {
  for (const table of stage.tables) {
    const [step, checkpoint] = [columnAt(table, STEP), columnAt(table, CHECKPOINT)];
    if (step < 0 || checkpoint < 0 || step === checkpoint) continue;
    return table.rows.flatMap((row) => {
      const cell = row[checkpoint];
      if (cell === undefined) return [];
      const said = row.map(({ text }) => text).join(", ");
      return [{ said, at: cell.place, checked: cell.open === true || isDecidable(withoutDates(cell.text)) }];
    });
  }
  const own = about(stage, CUTOVER).filter(({ ordered }) => ordered);
  const all = statementsOf(stage);
  const end = all.findIndex(({ text }) => ROLLBACK.test(text) && !CUTOVER.test(text.toLowerCase()));
  const steps = own.length > 0 ? own : all.slice(0, end < 0 ? all.length : end).filter(({ ordered }) => ordered);
  return steps.map(({ text, place }) => ({
    said: text,
    at: place,
    checked: isCompared(text) || isReached(text) || GO.test(text),
  }));
}

/** "Checkpoint: …" with something that is passed or failed. */
const isReached = (text: string): boolean => isDecidable(/\b(?:check-?point|gate)s?:(.*)$/is.exec(text)?.[1] ?? "");

const GO = /\bgo if\b|\bgo\s?\/\s?no-?go\b|\bno-?go\b|\bsign(?:s|ed)?[- ]?off\b|\bapprov(?:es|ed)\b|\bdecides?\b/i;
