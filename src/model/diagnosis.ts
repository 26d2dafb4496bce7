import type { Sighting } from "./sighting.ts";

/** What one check of the doctor saw. `unseen`: it could not be looked at; that is neither good nor bad. */
export interface Diagnosis {
  readonly id: string;
  readonly title: string;
  readonly state: "fine" | "problem" | "warning" | "unseen";
  /** Plain text, names in backticks. */
  readonly said: string;
  readonly why: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly remedy?: string;
}

export type Found = Pick<Diagnosis, "state" | "said" | "remedy">;

/** One thing that the doctor looks at. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** Nothing where it does not apply, or was not looked for. */
  look(sighting: Sighting): readonly Found[];
}

export const defineCheck = (check: Check): Check => check;
