import type { Place } from "./place.ts";

/** A sum that a plan states, reckoned again. */
export interface PlanSum {
  /** `a × b = d`, a total below a column, a column that follows from others, or figures under labels that hang together. */
  readonly kind: "equation" | "total" | "row" | "relation";
  /** What it is reckoned from, and its result, as written. */
  readonly formula: string;
  readonly written: string;
  /** `undecided` where a unit is unknown or left away, or a range admits it: never held against anybody. */
  readonly verdict: "right" | "wrong" | "undecided";
  /** What comes out, in the unit of what is written; only where it is wrong. */
  readonly expected?: string;
  /** The usual slip that gives the very number. */
  readonly slip?: string;
  /** Whether it is wrong hangs on 1000 or 1024. */
  readonly convention?: true;
  readonly place: Place;
  /** The lines of the other figures, where they stand elsewhere. */
  readonly from?: readonly number[];
}
