import type { ProbotOctokit } from "probot";
import { statusOf } from "./is-refusal.ts";
import type { ReviewJob } from "./job.ts";
import { type PullAt, pullsAt } from "./pulls-at.ts";

export interface Look {
  readonly pull: PullAt;
  /** Open pull requests with the same head. */
  readonly others: readonly PullAt[];
}

/** For which pull requests, into which branches, an answer about their head is. */
export const scopeOf = ({ pull, others }: Look): string =>
  [pull, ...others]
    .map(({ number, base }) => `${number} ${base.ref}`)
    .sort()
    .join("\n");

/**
 * The pull request as it is now, with those that share its head; undefined where it is closed. With a good guess at the head
 * that is one question: its answer tells whether the guess was right.
 */
export async function lookAt(
  octokit: ProbotOctokit,
  job: ReviewJob,
  guess: string | undefined,
): Promise<Look | undefined> {
  const guessed = guess === undefined ? undefined : parted(await known(octokit, job, guess), job.pull);
  if (guessed !== undefined) return guessed;
  const { data: pull } = await octokit.rest.pulls.get({ owner: job.owner, repo: job.name, pull_number: job.pull });
  if (pull.state !== "open") return undefined;
  const found = parted(await pullsAt(octokit, job, pull.head.sha), job.pull);
  return { pull, others: found?.others ?? [] };
}

function parted(all: readonly PullAt[], number: number): Look | undefined {
  const pull = all.find((one) => one.number === number);
  return pull === undefined ? undefined : { pull, others: all.filter((one) => one !== pull) };
}

/** A commit that GitHub does not know, or not yet, is head of nothing. */
const known = (octokit: ProbotOctokit, job: ReviewJob, sha: string): Promise<readonly PullAt[]> =>
  pullsAt(octokit, job, sha).catch((error: unknown) => {
    const status = statusOf(error);
    if (status === 404 || status === 422) return [];
    throw error;
  });
