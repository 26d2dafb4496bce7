import type { ProbotOctokit } from "probot";

/** One repository and the client that may speak to it. */
export interface Coordinates {
  readonly octokit: ProbotOctokit;
  readonly owner: string;
  readonly repo: string;
}
