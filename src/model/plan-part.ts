import type { Place } from "./place.ts";

/** A piece of a plan's text and where it stands. */
export interface Said {
  readonly text: string;
  readonly place: Place;
  /** A placeholder stands there, or nothing at all: it answers nothing, and is told by itself. */
  readonly open?: true;
}

/** A labelled value, whatever it was written as: "Label: value", a row of two cells, a key of YAML, a label with a list below. */
export interface PlanField extends Said {
  readonly label: string;
  readonly items: readonly Said[];
}

export interface PlanItem extends Said {
  readonly ordered: boolean;
  /** Items above it: 0 for the outermost list. */
  readonly depth: number;
  /** Of an item with a box: whether it is ticked. */
  readonly ticked?: boolean;
}

/** Cells by row, without the head; a missing cell is empty and open. */
export interface PlanTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Said[])[];
  readonly place: Place;
}

export interface PlanLink extends Said {
  readonly url: string;
  readonly image?: true;
  /** It names a file of the repository that is not there, though its folder is. */
  readonly dead?: true;
}

/** A heading with all that stands below it up to its first own heading; what stands below those is in `parts`. */
export interface PlanPart {
  /** Our name of the stage, where the kind's outline knows the heading. */
  readonly name?: string;
  /** As written; empty for what stands before the first heading. */
  readonly heading: string;
  /** The stage's title, where the heading was not written as we know it, only nearly so. */
  readonly near?: string;
  /** Further stages that it answers: "Constraints and service levels". */
  readonly also?: readonly { readonly name: string; readonly title: string }[];
  readonly place: Place;
  /** Paragraphs, one entry a line. */
  readonly lines: readonly Said[];
  readonly fields: readonly PlanField[];
  readonly items: readonly PlanItem[];
  readonly tables: readonly PlanTable[];
  readonly code: readonly (Said & { readonly language: string })[];
  readonly links: readonly PlanLink[];
  readonly parts: readonly PlanPart[];
}
