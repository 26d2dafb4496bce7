import type { Place, Side } from "./place.ts";

/**
 * What a breaking change owes, in the order in which its author would give it. `plan-entry`: an approved plan names it.
 * `compatibility`: its readers have time, or something in its place. `consumers`: those who read it were told. `migration`:
 * the plan says how it is carried out. `backfill`: the rows and the history that are there are brought along. `archive`: the
 * lost rows are kept; `sign-off` in its place, where the plan calls the loss permanent: a named person accepts it. `rollback`:
 * a way back. `window`: a lock is planned for, or replaced by the safe form. `repair`: the thing itself must be put right; no
 * plan excuses it. `approval`: where the configuration asks for it, an owner approved this head with the plan.
 */
export type ObligationKind =
  | "plan-entry"
  | "compatibility"
  | "consumers"
  | "migration"
  | "backfill"
  | "archive"
  | "sign-off"
  | "rollback"
  | "window"
  | "repair"
  | "approval";

/** What met an obligation: strongest first in each kind. `verified` is false where we only have the author's word. */
export interface Evidence {
  readonly what: string;
  readonly place?: Place;
  readonly side?: Side;
  readonly verified: boolean;
  /** Login of who has to agree with the plan that says it, and approved this very head. */
  readonly approvedBy?: string;
}

export interface Obligation {
  readonly fingerprint: string;
  readonly kind: ObligationKind;
  readonly met: boolean;
  readonly by: Evidence | null;
  /** The shortest way to meet it, where it is not met. */
  readonly remedy: string;
  /** Only a person's act is left (approve the plan, accept the loss): the check is `action_required`, not `failure`. */
  readonly person: boolean;
}
