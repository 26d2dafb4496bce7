import type { Place } from "./place.ts";

/** One step of the safe way that is offered for a finding: SQL to copy, in this order. */
export interface Step {
  /** What it does, with names in backticks. */
  readonly title: string;
  readonly sql: string;
  /**
   * How it runs. `migration`: one of its own, in a transaction as always. `outside-transaction`: one of its own that opens none.
   * `repeated`: no migration but a job, run again until it changes no row. `query`: it changes nothing.
   */
  readonly runs: "migration" | "outside-transaction" | "repeated" | "query";
  /** `later`: it is the break itself, for a release in which nobody needs the old form any more; it owes its plan then. */
  readonly release: "now" | "later";
  /** Texts in `sql` that stand for what only its author knows. */
  readonly blanks?: readonly string[];
}

/** A text that makes the statement safe where it is put in, and changes one line. */
export interface Insertion {
  readonly at: Required<Omit<Place, "endLine">>;
  readonly text: string;
  /** What is left to do afterwards. */
  readonly next?: string;
}

/** An insertion with the line as it stands and as it would stand. */
export interface Edit extends Insertion {
  readonly line: string;
  readonly becomes: string;
}

/** What a rule offers instead of what it found. */
export interface Offer {
  readonly way?: readonly Step[];
  readonly insert?: Insertion;
}
