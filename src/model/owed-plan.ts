import type { ObligationKind } from "./obligation.ts";

/** One row that a plan has to hold, in the words that the gate understands. */
export interface OwedRow {
  readonly fingerprint: string;
  /** The verb and the thing: `drop column`. */
  readonly change: string;
  /** `contract` takes away what old readers or writers need; `migrate` changes how it is stored or guarded. */
  readonly phase: "contract" | "migrate";
  /** Id of the migration that it stands in, where it stands in one. */
  readonly migration?: string;
  readonly up: string;
  readonly down?: string;
  /** Catalog lines that the way back was seen to leave out or to leave over. */
  readonly unrestored?: readonly string[];
  /** The relation that keeps the values which go, where one does. */
  readonly kept?: string;
  /** What the finding still owes, of all that a plan could give. */
  readonly lacks: readonly ObligationKind[];
  /** Ids of the readers whom somebody has to tell. */
  readonly tell: readonly string[];
}

/** What a plan would have to name that nobody has written yet. The words of it are made from this and from the findings. */
export interface OwedPlan {
  readonly path: string;
  /** False where a plan is there that this pull request touches or that names one of the changes: then that one is to be completed. */
  readonly isNew: boolean;
  readonly rows: readonly OwedRow[];
}
