/** What a number counts. Bit units are bytes with `bits` set, so that nobody mistakes 10 Gb for 10 GB. */
export type Measure = "bytes" | "time" | "count" | "money" | "ratio" | "factor";

/** One unit behind "per": a day, an event, a terabyte. `base` is its size in seconds, bytes or pieces. */
export interface Per {
  readonly measure: Measure;
  readonly unit: string;
  readonly base: number;
}

/** A number that says what it counts. `low` and `high` are in bytes, seconds, pieces or money, per one of each `per`. */
export interface Quantity {
  readonly measure: Measure;
  /** The thing counted (`row`, `event`) or the currency (`USD`); absent for a bare number. */
  readonly noun?: string;
  readonly per: readonly Per[];
  readonly low: number;
  readonly high: number;
  /** `low` and `high` with every `per` reduced to seconds, bytes and pieces. */
  readonly si: { readonly low: number; readonly high: number };
  readonly bits?: true;
  readonly approximate?: true;
  readonly bound?: "<" | "<=" | ">" | ">=";
  /** `p95`, `median`, `average`. */
  readonly stat?: string;
}

/** Why a text was not read: it is said, never guessed around. */
export interface Refusal {
  readonly cause: "no-number" | "unknown-unit" | "ambiguous" | "trailing" | "not-a-quantity";
  readonly detail: string;
}

export type Reading =
  | { readonly ok: true; readonly quantity: Quantity }
  | { readonly ok: false; readonly refusal: Refusal };
