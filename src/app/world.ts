import type { ProbotOctokit } from "probot";
import type { ObjectMemory } from "../github/repository.ts";
import type { Ledger } from "../ports.ts";
import type { FindAnswer } from "./answer.ts";
import type { Identity } from "./events/event.ts";
import type { Job } from "./job.ts";
import type { Log } from "./log.ts";

/** Everything that work on a job may use. */
export interface World {
  readonly log: Log;
  client(installation: number): Promise<ProbotOctokit>;
  us(): Identity;
  /** More work that follows from a delivery. */
  enqueue(delivery: string, jobs: readonly Job[]): Promise<void>;
  readonly answer: FindAnswer;
  readonly objects: ObjectMemory;
  /** What people granted and what we showed them; without one, nothing can be granted. */
  readonly ledger?: Ledger;
  /** ISO date. */
  readonly today: () => string;
  /** How long a review may take before the check run says that somebody is at work. */
  readonly patience: number;
}
