/** What a check of data looks after, whatever tool it is written in. */
export const QUALITY_CLASSES = [
  "freshness",
  "nulls",
  "uniqueness",
  "references",
  "values",
  "row-count",
  "distribution",
  "reconciliation",
  "schema",
] as const;
export type QualityClass = (typeof QUALITY_CLASSES)[number];

/** Why a check counts only in part: it only warns, looks at some of the rows, lets a share or a number of them pass, or no database holds it. */
export type Weakness = "warns" | "where" | "share" | "tolerates" | "unenforced";

/** One thing that a test or a constraint looks after. */
export interface QualityCheck {
  readonly class: QualityClass;
  /** Lower case; of a key of several columns all of them, none where the whole relation is meant. */
  readonly columns: readonly string[];
  readonly weak: readonly Weakness[];
}
