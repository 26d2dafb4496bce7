import { setImmediate } from "node:timers/promises";
import type { Database } from "../store/database.ts";
import { follow, keep, outlook, type Pointer } from "../store/queue.ts";
import type { Inbox } from "./inbox.ts";
import { type Job, lane, turn } from "./job.ts";

export interface DurableInboxOptions {
  readonly database: Database;
  /** Longest time for keeping a delivery, in milliseconds: a refusal is better than no answer. */
  readonly patience?: number;
  /** A delivery brought nothing, since it was under way or done already. */
  readonly duplicate?: () => void;
}

const PATIENCE_MS = 2_000;
/** More than these at a time would only wait for one another. */
const MOST_AT_THE_DOOR = 500;
const GLANCE_MS = 10;
const LONGEST_QUIET_MS = 2_000;

/** An inbox in the database; a workshop, here or in another process, empties it. */
export function durableInbox({ database, patience = PATIENCE_MS, duplicate }: DurableInboxOptions): Inbox {
  let closed = false;
  let atTheDoor = 0;
  const isBusy = (): boolean => atTheDoor > 0;

  const inTime = async (keeping: () => Promise<void>): Promise<void> => {
    if (closed) throw new Error("the inbox is closed");
    if (atTheDoor >= MOST_AT_THE_DOOR) throw new Error("too many deliveries at the same time");
    atTheDoor += 1;
    const kept = keeping().finally(() => (atTheDoor -= 1));
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error("the store did not answer in time")), patience);
    });
    await Promise.race([kept, tooLate]).finally(() => clearTimeout(late));
  };

  return {
    async accept(delivery, jobs) {
      if (jobs.length === 0) return;
      await inTime(async () => {
        if (!(await keep(database, delivery, pointersTo(jobs)))) duplicate?.();
      });
    },
    async follow(delivery, jobs) {
      if (jobs.length > 0) await follow(database, delivery.split(" "), pointersTo(jobs));
    },
    async quiet() {
      const until = performance.now() + LONGEST_QUIET_MS;
      // One turn with nobody there: who knocked while this thread was busy is seen only then.
      do await setImmediate();
      while (isBusy() && performance.now() < until);
    },
    async settled() {
      while ((await outlook(database)).open > 0) await new Promise((resolve) => setTimeout(resolve, GLANCE_MS));
    },
    close() {
      closed = true;
    },
  };
}

const pointersTo = (jobs: readonly Job[]): readonly Pointer[] =>
  jobs.map((job) => ({ lane: lane(job), turn: turn(job), what: job }));
