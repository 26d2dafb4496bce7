import type { ProbotOctokit } from "probot";
import type { ReviewJob, Target } from "./job.ts";

/** As many as one page names. */
export const MOST_PULLS = 100;

/** A look at each open pull request, those first that somebody works on; into one branch, where it is named. */
export async function openPulls(
  octokit: ProbotOctokit,
  target: Target,
  { fresh, base }: { readonly fresh: boolean; readonly base?: string },
): Promise<readonly ReviewJob[]> {
  const { data } = await octokit.rest.pulls.list({
    owner: target.owner,
    repo: target.name,
    ...(base === undefined ? {} : { base }),
    state: "open",
    sort: "updated",
    direction: "desc",
    per_page: MOST_PULLS,
  });
  return data.map(({ number: pull }) => ({ kind: "review", ...target, pull, fresh }));
}
