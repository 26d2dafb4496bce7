import type { Place } from "../model/place.ts";

/** A run of text as written (Markdown may stand in it) and where its first line lies. */
export interface Passage {
  readonly text: string;
  readonly place: Place;
}

export interface Sheet {
  readonly head: readonly Passage[];
  readonly rows: readonly (readonly Passage[])[];
}

/** A sum that a document states, reckoned again. */
export interface Checked {
  readonly kind: "equation" | "total" | "relation";
  /** What it is reckoned from, and its result, as written. */
  readonly formula: string;
  readonly written: string;
  readonly verdict: "right" | "wrong" | "undecided";
  /** What comes out, in the unit of what is written; only where it is wrong. */
  readonly expected?: string;
  /** The usual slip that explains the number. */
  readonly slip?: string;
  /** Whether it is wrong hangs on a convention (1000 or 1024). */
  readonly convention?: true;
  readonly place: Place;
}
