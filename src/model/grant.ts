import type { Role } from "./role.ts";

/** Leave that a person gave in a comment of one pull request, for one finding. Ends after `until` (ISO date). */
export interface GrantedWaiver {
  readonly fingerprint: string;
  /** Rule and subject as they were shown when it was granted: for people, never to cover by. */
  readonly rule: string;
  readonly subject: string;
  readonly reason: string;
  /** The login, with its `@`. */
  readonly owner: string;
  readonly until: string;
  readonly granted: Granted;
}

export interface Granted {
  /** ISO instant, by GitHub's clock. */
  readonly at: string;
  readonly head: string;
  /** The comment's id. */
  readonly comment: number;
}

/** A person wants the pull request to wait, whatever the verdict is. */
export interface Hold {
  readonly id: number;
  readonly owner: string;
  /** What it takes to lift it, unless one placed it oneself. */
  readonly role: Role;
  readonly reason: string;
  readonly granted: Granted;
}

/** What people have said of one pull request, in our own store: no later edit of a comment changes it. */
export interface Grants {
  readonly waivers: readonly GrantedWaiver[];
  readonly holds: readonly Hold[];
}

export const noGrants: Grants = { waivers: [], holds: [] };
