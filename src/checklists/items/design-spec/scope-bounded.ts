import { defineItem } from "../../item.ts";
import type { PlanField } from "../../../model/plan-part.ts";
import type { Stage } from "../../look/stage.ts";
import { isExcused, isVague } from "../../look/vague.ts";

const OUT = /\bout[- ]of[- ]scope\b|\bnot in scope\b|\bnon[- ]goals?\b|^out$|\bexcluded\b|\bnot part of\b/i;
const IN = /\bin[- ]scope\b|^scope$|^in$|^goals?$|\bincluded\b|\bwhat is in\b/i;

export default defineItem({
  id: "scope-bounded",
  asked: { "design-spec": "context" },
  requirements: [{ row: 56, parts: "S" }],
  level: "review",
  title: "Scope",
  demand: "a list of what is in scope and a list of what is out",
  why: "What nobody ruled out is what the review will be asked for a week before the release.",
  template: "**In scope**\n\n- <what is in>\n\n**Out of scope**\n\n- <what is out, and who has it>",
  messages: {
    side: "Unexpected scope that does not say what is {side}, expected a list of it, or none with its reason",
  },
  *check(stage) {
    for (const [side, label] of [
      ["in", IN],
      ["out", OUT],
    ] as const) {
      const found = sayingSo(stage, label, side);
      if (found === "said") continue;
      yield { part: "S", message: "side", of: side, data: { side }, ...(found === undefined ? {} : { at: found }) };
    }
  },
});

/** Whether that side has anything below its label; where not, the label's place. An open slot is told by itself. */
function sayingSo(stage: Stage, label: RegExp, side: "in" | "out"): "said" | Stage["place"] | undefined {
  const fields = stage.fields.filter((field) => label.test(field.label) && (side === "out" || !OUT.test(field.label)));
  if (fields.some((field) => (field.open === true ? isTold(stage, field) : hasContent(stage, field)))) return "said";
  const told = stage.said.find((one) => label.test(one.text) && /\S\s+\S+\s+\S/.test(one.text.replace(label, "")));
  if (told !== undefined && (side === "out" || !OUT.test(told.text))) return "said";
  if (stage.tables.some(({ columns }) => columns.some((name) => label.test(name)))) return "said";
  return fields[0]?.place;
}

const hasContent = (stage: Stage, { text, items, place }: PlanField): boolean =>
  items.some((item) => item.open === true || !isVague(item.text) || isExcused(item.text)) ||
  (text !== "" && (!isVague(text) || isExcused(text))) ||
  stage.tables.some((table) => table.place.line > place.line && table.place.line <= place.line + 3);

/** An open slot is told by itself; a heading in bold with nothing below it is not. */
const isTold = ({ lines }: Stage, { text, place }: PlanField): boolean =>
  text !== "" || lines.some((line) => line.place.line === place.line && line.text.endsWith(":"));
