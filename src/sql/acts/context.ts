import type { Act, Spot, TextGap } from "../act.ts";
import type { Locate, Source } from "../source.ts";

/** One statement on its way to acts: its tree's offsets go through `at`, its words stand from `start` to `end` of the source. */
export interface Reading {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly at: Locate;
  readonly spot: Spot;
  /** Set where the text is not in the file as it is (a string with doubled quotes): then all has one place. */
  readonly loose: boolean;
  readonly acts: Act[];
  readonly gaps: TextGap[];
}

/** Where a node stands, by the byte offset that the tree gives; the statement where it gives none. */
export function spotAt(reading: Reading, byte: number | undefined, end?: number): Spot {
  if (byte === undefined || reading.loose) return reading.spot;
  return reading.source.spot(reading.at(byte), end);
}
