import type { ProbotOctokit } from "probot";
import type { Job, RefreshJob } from "./job.ts";
import type { Log } from "./log.ts";
import { MOST_PULLS, openPulls } from "./open-pulls.ts";

/** One look at each open pull request into the branch. Whoever is not among them is looked at with his next push, or by "Re-run". */
export async function refreshBranch(job: RefreshJob, octokit: ProbotOctokit, log: Log): Promise<readonly Job[]> {
  const { kind: _, branch, fresh, ...target } = job;
  const looks = await openPulls(octokit, target, { fresh, base: branch });
  if (looks.length === MOST_PULLS)
    log.warn({ branch }, `more than ${MOST_PULLS} pull requests may be open; those touched last are looked at`);
  return looks;
}
