import type { Place } from "../../model/place.ts";
import type { PlanField, Said } from "../../model/plan-part.ts";
import type { Stage } from "./stage.ts";

/** What a stage says to a question: `open` where the question stands there and a placeholder is the answer. */
export type Answered =
  | { readonly found: "nothing" }
  | { readonly found: "open"; readonly place: Place }
  | { readonly found: "said"; readonly text: string; readonly place: Place; readonly items: readonly Said[] };

/** Looks for a label (a field, a row, a heading) first, then for a line that speaks of it. Labels and lines are told apart by the caller's patterns. */
export function answer(stage: Stage, label: RegExp, line: RegExp = label): Answered {
  const fields = stage.fields.filter((field) => label.test(plainLabel(field)));
  const [filled] = fields.filter((field) => field.open !== true);
  if (filled !== undefined) return { found: "said", text: textOf(filled), place: filled.place, items: filled.items };
  const told = stage.said.find((one) => one.open !== true && line.test(one.text) && !/:\s*$/.test(one.text));
  if (told !== undefined) return { found: "said", text: told.text, place: told.place, items: [] };
  const [first] = fields;
  return first === undefined ? { found: "nothing" } : { found: "open", place: first.place };
}

/** All fields whose label matches, the open ones left out. */
export const fieldsLike = (stage: Stage, label: RegExp): readonly PlanField[] =>
  stage.fields.filter((field) => field.open !== true && label.test(plainLabel(field)));

/** Every line, item and cell that speaks of it. */
export const linesLike = (stage: Stage, line: RegExp): readonly Said[] =>
  stage.said.filter((one) => one.open !== true && line.test(one.text));

const plainLabel = ({ label }: PlanField): string =>
  label
    .toLowerCase()
    .replace(/^[\d.)\s]+/, "")
    .trim();

const textOf = ({ text, items }: PlanField): string =>
  [text, ...items.map((item) => item.text)].filter((each) => each !== "").join("\n");
