import type { ProbotOctokit } from "probot";
import type { Ends } from "./commits-of.ts";
import type { Target } from "./job.ts";

export interface PullAt extends Ends {
  readonly number: number;
  readonly draft?: boolean;
  readonly labels: readonly { readonly name: string }[];
}

/** The open pull requests whose head is this commit, wherever their branches live. */
export async function pullsAt(octokit: ProbotOctokit, target: Target, sha: string): Promise<readonly PullAt[]> {
  const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
    owner: target.owner,
    repo: target.name,
    commit_sha: sha,
    per_page: 100,
  });
  return data.filter(
    ({ state, head, base }) => state === "open" && head.sha === sha && base.repo.id === target.repository,
  );
}
