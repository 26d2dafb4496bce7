import type { Plan } from "../resolve/plan.ts";
import type { ShortNames } from "./short-names.ts";
import { viewOf, type View } from "./view.ts";
import { Writer } from "./writer.ts";

/** One side of an edit: the query that decides, and how its parts are written. */
export interface Side {
  readonly view: View;
  readonly writer: Writer;
}

/** `open` spells what a template left open, so that two sides are the same only where it is. */
export const sideOf = (plan: Plan, names: ShortNames, open?: (text: string) => string): Side => ({
  view: viewOf(plan),
  writer: new Writer(names, open),
});

/** The same side, looking at a query further inside. */
export const inside = (side: Side, plan: Plan): Side => ({ ...side, view: viewOf(plan) });
