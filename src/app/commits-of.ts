import type { ProbotOctokit } from "probot";
import type { Target } from "./job.ts";

/** Which commits one pull request is judged by. */
export interface Commits {
  /** The repository's address for people. */
  readonly web: string;
  /** Head of the base branch: its configuration judges. */
  readonly branch: string;
  /** Where head left the base branch, so that other people's merges are not this pull request's doing. */
  readonly base: string;
  readonly head: string;
  /** Where its author can add a file: the head's own repository, which a fork may be; absent where that is gone. */
  readonly editor?: { readonly web: string; readonly branch: string };
  /** Its author's login, where that is a person's. */
  readonly author?: string;
}

/** As much of a pull request as is needed to find them. */
export interface Ends {
  readonly base: { readonly ref: string; readonly repo: { readonly html_url: string } };
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    readonly repo: { readonly html_url: string } | null;
  };
  readonly user: { readonly login: string; readonly id: number; readonly type: string } | null;
}

export async function commitsOf(octokit: ProbotOctokit, at: Target, { base, head, user }: Ends): Promise<Commits> {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    owner: at.owner,
    repo: at.name,
    basehead: `${base.ref}...${head.sha}`,
    // Only the two commits at its ends are wanted; the lists of commits and files may be long.
    per_page: 1,
    page: 2,
  });
  return {
    web: base.repo.html_url,
    branch: data.base_commit.sha,
    base: data.merge_base_commit.sha,
    head: head.sha,
    ...(head.repo === null ? {} : { editor: { web: head.repo.html_url, branch: head.ref } }),
    ...(user?.type === "User" ? { author: user.login } : {}),
  };
}
