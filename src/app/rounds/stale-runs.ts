import { overdue } from "../../store/at-work.ts";
import type { Job } from "../job.ts";
import type { Round } from "./round.ts";

const MINUTE = 60_000;
const LONGEST = 10 * MINUTE;

/** A check run that shows us at work for ten minutes: whoever was at it is gone or gave up, so it is looked at again. */
export const staleRuns: Round = {
  every: MINUTE,
  async run({ database, accept }, now) {
    const found = await overdue(database, LONGEST);
    for (const { repository, pull, job } of found)
      await accept({ id: `stale:${repository}:${pull}:${now.getTime()}`, event: "stale-run" }, [job as Job]);
    return { found: found.length };
  },
};
