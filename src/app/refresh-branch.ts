import type { ProbotOctokit } from "probot";
import type { Job, RefreshJob } from "./job.ts";
import type { Log } from "./log.ts";

/** As many as one page names. Whoever is not among them is looked at with his next push, or by "Re-run". */
const MOST = 100;

/** One look at each open pull request into the branch, those that somebody works on first. */
export async function refreshBranch(job: RefreshJob, octokit: ProbotOctokit, log: Log): Promise<readonly Job[]> {
  const { kind: _, branch, fresh, ...target } = job;
  const { data } = await octokit.rest.pulls.list({
    owner: job.owner,
    repo: job.name,
    base: branch,
    state: "open",
    sort: "updated",
    direction: "desc",
    per_page: MOST,
  });
  if (data.length === MOST)
    log.warn({ branch }, `more than ${MOST} pull requests may be open; those touched last are looked at`);
  return data.map(({ number: pull }) => ({ kind: "review", ...target, pull, fresh }));
}
