import type { Source } from "../store/queue.ts";
import type { Job } from "./job.ts";

/** The world moved, or could not be reached: the same pointer is worth another look, `after` milliseconds at the earliest. */
export interface Again {
  readonly after: number;
}

/** What came of a job. */
export type Outcome = "done" | "failed" | Again;

/** Where accepted work waits, whatever becomes of this process. What it keeps are pointers, in lanes (see job.ts). */
export interface Inbox {
  /** Resolves once the jobs are kept. A delivery that is under way or done brings nothing; one that failed runs again. */
  accept(delivery: Source, jobs: readonly Job[]): Promise<void>;
  /** Keeps what follows from work on `delivery` (as `Work` was given it): that is not done before this is. */
  follow(delivery: string, jobs: readonly Job[]): Promise<void>;
  /** Resolves when no delivery is being kept, or after a moment all the same: work that waits is late, a delivery may be lost. */
  quiet(): Promise<void>;
  /** Resolves when nothing is waiting or running. */
  settled(): Promise<void>;
  /** Takes no more deliveries. */
  close(): void;
}

/** Does a job; `delivery` names those that asked for it, with blanks between. */
export type Work = (job: Job, delivery: string) => Promise<Outcome>;
