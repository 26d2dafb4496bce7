import type { Axis } from "./verdicts.ts";
import type { Level } from "./level.ts";
import type { ObligationKind } from "./obligation.ts";
import type { Conclusion, JudgedProof } from "./verdict.ts";

/** One finding, or one gap that holds the merge, as our last answer showed it. */
export interface ShownFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly subject: string;
  readonly level: Level;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  /** Obligations that are not met. */
  readonly owed: readonly ObligationKind[];
  readonly hurts: readonly Axis[];
  /** Text that could not be read, rather than something wrong with it. */
  readonly unread?: true;
  /** It keeps the gate shut. */
  readonly holds: boolean;
}

/** What our answer about one head said: a grant is about this and nothing else. */
export interface Shown {
  readonly head: string;
  readonly conclusion: Conclusion;
  readonly summary: string;
  /** Those that are waived stand among them. */
  readonly findings: readonly ShownFinding[];
  readonly proofs: readonly JudgedProof[];
  /** The plan to start from, as Markdown; absent where none is owed or one is there. */
  readonly plan?: string;
}
