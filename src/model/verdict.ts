import type { ConfigError, Waiver } from "./config.ts";
import type { GrantedWaiver, Hold } from "./grant.ts";
import type { Finding, Silence } from "./finding.ts";
import type { ProofResult, ProofRows } from "./observation.ts";
import type { Obligation } from "./obligation.ts";
import type { OwedPlan } from "./owed-plan.ts";
import type { Place } from "./place.ts";
import type { Level } from "./level.ts";

export type Conclusion = "success" | "failure" | "action_required" | "neutral";

export interface JudgedGap {
  readonly reader: string;
  readonly key: string;
  readonly level: Level;
  readonly place: Place;
  readonly reason: string;
  /** What a waiver of it is bound to: the cause, the file and its very text. Only where it holds the merge or was waived so. */
  readonly fingerprint?: string;
  /** Somebody has read it and lets it pass. */
  readonly waived?: GrantedWaiver;
}

export interface JudgedProof {
  readonly migration: string;
  readonly result: ProofResult;
  readonly detail: string;
  /** Catalog lines that the way back did not restore: `-` for lost, `+` for left over. */
  readonly differences: readonly string[];
  readonly rows: ProofRows;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: Silence;
}

export interface WaivedFinding {
  readonly finding: Finding;
  readonly by: Waiver | GrantedWaiver;
}

/** The document that everything after the review reads. Its schema is `schemas/verdict.schema.json`. */
export interface Verdict {
  readonly version: 1;
  readonly conclusion: Conclusion;
  /** One line for a tired person. */
  readonly summary: string;
  readonly mode: "enforce" | "audit";
  readonly base: string;
  readonly head: string;
  /** Files of ours that the two sides do not share. */
  readonly touched: readonly string[];
  readonly findings: readonly Finding[];
  readonly obligations: readonly Obligation[];
  /** Absent where no plan has a row to add. */
  readonly owedPlan?: OwedPlan;
  readonly waived: readonly WaivedFinding[];
  /** People who want it to wait; absent where nobody does. */
  readonly holds?: readonly Hold[];
  /** Findings that a comment in the migration takes off the list. */
  readonly suppressed: readonly SuppressedFinding[];
  readonly gaps: readonly JudgedGap[];
  readonly proofs: readonly JudgedProof[];
  readonly configErrors: readonly ConfigError[];
  /** Said beside the verdict: what head's own configuration would change, what was not asked, what is not covered. */
  readonly notes: readonly string[];
}
