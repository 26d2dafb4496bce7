import type { ProbotOctokit } from "probot";
import type { Job, ResolveJob } from "./job.ts";

/** The open pull requests whose head is this commit. GitHub names none in the event itself when they come from a fork. */
export async function resolveCommit(job: ResolveJob, octokit: ProbotOctokit): Promise<readonly Job[]> {
  const { kind: _, sha, pulls, fresh, ...target } = job;
  const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
    owner: job.owner,
    repo: job.name,
    commit_sha: sha,
    per_page: 100,
  });
  const heads = data.filter(({ state, head }) => state === "open" && head.sha === sha).map(({ number }) => number);
  const numbers = heads.length > 0 ? heads : pulls;
  return numbers.map((pull) => ({ kind: "review", ...target, pull, fresh }));
}
