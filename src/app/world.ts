import type { ProbotOctokit } from "probot";
import type { Sql } from "../store/sql.ts";
import type { ObjectMemory } from "../github/repository.ts";
import type { Ledger } from "../ports.ts";
import type { FindAnswer } from "./answer.ts";
import type { Identity } from "./events/event.ts";
import type { Job } from "./job.ts";
import type { Log } from "./log.ts";
import type { Meters } from "./metrics/meters.ts";
import type { Recall } from "./recall.ts";
import type { Permissions, Scope } from "./scope.ts";
import type { Shelf } from "./shelf.ts";

/** Everything that work on a job may use. */
export interface World {
  readonly log: Log;
  readonly meters: Meters;
  /** GitHub as an installation lets us see it for one purpose. */
  client(scope: Scope): Promise<ProbotOctokit>;
  /** What the installation granted, whatever a client may do. */
  granted(installation: number): Promise<Permissions>;
  /** It grants something else now: what was seen of it, and the tokens that hold it, are worth nothing. */
  forgetGranted(installation: number): void;
  /** GitHub as the App itself sees it, whoever installed it. */
  asApp(): Promise<ProbotOctokit>;
  us(): Identity;
  /** What must outlive the process; its schema is `schemas/store/migrations`, its questions stand in `src/store`. */
  readonly database: Sql;
  /** More work that follows from a delivery (or whatever else has a name of its own): that is not done before this is. */
  enqueue(delivery: string, jobs: readonly Job[]): Promise<void>;
  readonly answer: FindAnswer;
  readonly objects: ObjectMemory;
  /** What people granted and what we showed them. */
  readonly ledger: Ledger;
  /** ISO date. */
  readonly today: () => string;
  /** Absent where nobody can look at pages here. */
  readonly shelf?: Shelf;
  readonly recall: Recall;
  /** How long a review may take before the check run says that somebody is at work. */
  readonly patience: number;
}
