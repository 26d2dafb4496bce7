import type { ProbotOctokit } from "probot";
import type { Job, ResolveJob } from "./job.ts";
import { groupAt } from "./group-at.ts";
import { pullsAt } from "./pulls-at.ts";

/** One look at each pull request of this commit. GitHub names none in the event itself when they come from a fork. */
export async function resolveCommit(job: ResolveJob, octokit: ProbotOctokit): Promise<readonly Job[]> {
  const { kind: _, sha, pulls, fresh, ...target } = job;
  const found = (await pullsAt(octokit, target, sha)).map(({ number }) => number);
  // "Re-run" on a commit of the merge queue names no pull request either.
  const group = fresh && found.length === 0 ? await groupAt(octokit, target, sha) : undefined;
  if (group !== undefined) return [group];
  const numbers = found.length > 0 ? found : pulls;
  return numbers.map((pull) => ({ kind: "review", ...target, pull, fresh }));
}
