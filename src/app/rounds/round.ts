import type { ProbotOctokit } from "probot";
import type { Sql } from "../../store/sql.ts";
import type { Identity } from "../events/event.ts";
import type { Job } from "../job.ts";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";

/** What a round may use. */
export interface RoundWorld {
  readonly log: Log;
  readonly database: Sql;
  readonly us: () => Identity;
  /** GitHub as the App itself sees it. */
  readonly app: () => Promise<ProbotOctokit>;
  readonly client: (scope: Scope) => Promise<ProbotOctokit>;
  /** Into the inbox; what has the same id as something under way or done brings nothing. */
  readonly accept: (source: { readonly id: string; readonly event: string }, jobs: readonly Job[]) => Promise<void>;
}

/** What is done again and again, whatever webhooks say. Its answer tells in the log what was found. */
export interface Round {
  /** Milliseconds. */
  readonly every: number;
  run(world: RoundWorld, now: Date): Promise<Readonly<Record<string, number>>>;
}
