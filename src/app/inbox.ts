import type { Job } from "./job.ts";

/** The world moved, or could not be reached: the same pointer is worth another look, `after` milliseconds at the earliest. */
export interface Again {
  readonly after: number;
}

/** What came of a job. */
export type Outcome = "done" | "failed" | Again;

/** Where accepted work waits. A durable one keeps it before it answers; what it keeps are pointers, in lanes (see job.ts). */
export interface Inbox {
  /** Resolves once the jobs are kept. A delivery that is under way or done brings nothing; one that failed runs again. */
  accept(delivery: string, jobs: readonly Job[]): Promise<void>;
  /** Resolves when nothing is waiting or running. */
  settled(): Promise<void>;
  /** Takes no more and waits for what runs; false when it was not finished in time. */
  stop(milliseconds: number): Promise<boolean>;
}

export type Work = (job: Job, delivery: string) => Promise<Outcome>;
