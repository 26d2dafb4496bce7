import type { Place } from "../model/place.ts";

/** A run of text as written (Markdown may stand in it) and where its first line lies. */
export interface Passage {
  readonly text: string;
  readonly place: Place;
  /** The heading it stands under, counted from the top of the document. */
  readonly section?: number;
}

/** A table by its rows; the head is apart. */
export interface Sheet {
  readonly head: readonly Passage[];
  readonly rows: readonly (readonly Passage[])[];
}
