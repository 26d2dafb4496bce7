import type { PlanField, Said } from "../../model/plan-part.ts";
import type { Stage } from "./stage.ts";

const NUMBERED = /(?:^|\s)(?:\(?1[.)]|first\b)[^]*(?:\s\(?2[.)]|\bthen\b|\bsecond\b|\bafter that\b)|→|->/i;

/** Whether the steps that a label brings are in an order: a numbered list, or a sentence that counts them. */
export function inOrder(stage: Stage, { text, items }: PlanField): boolean {
  const lines = new Set(items.map(({ place }) => place.line));
  const listed = stage.items.filter(({ place }) => lines.has(place.line));
  return listed.length > 0 ? listed.some(({ ordered }) => ordered) : NUMBERED.test(text);
}

/** A text as the single things that it lists: its lines, parted by semicolons. */
export const pieces = ({ text, items }: Pick<PlanField, "text" | "items">): readonly string[] =>
  (items.length > 0 ? items.map((one) => one.text) : text.split(/\n/))
    .flatMap((one) => one.split(/;\s/))
    .map((one) => one.trim().replace(/[.;]$/, ""))
    .filter((one) => one !== "");

/** Where a thing of a list stands: the item that holds it, else the label. */
export const placeOfPiece = (field: PlanField, piece: string): Said["place"] =>
  field.items.find(({ text }) => text.includes(piece))?.place ?? field.place;
