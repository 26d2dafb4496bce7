import type { ProbotOctokit } from "probot";
import type { Target } from "./job.ts";

/** GitHub names no more commits of a pull request than these. */
const MOST = 250;

/** As much of a pull request as tells whose it is. */
export interface Opened {
  readonly number: number;
  readonly user: { readonly id: number } | null;
}

/** Ids of those whose change a pull request is (names change): who opened it and who wrote its commits. Else, why they are not known. */
export async function authorsOf(
  octokit: ProbotOctokit,
  { owner, name: repo }: Target,
  { number: pull_number, user }: Opened,
): Promise<ReadonlySet<number> | string> {
  const all = await octokit.paginate(octokit.rest.pulls.listCommits, { owner, repo, pull_number, per_page: 100 });
  if (all.length >= MOST)
    return `this pull request has ${MOST} commits or more, and GitHub does not say who wrote the rest`;
  // "Update branch" makes whoever presses it the author of a merge, and of nothing else.
  const own = all.filter(({ parents, committer }) => parents.length < 2 || committer?.login !== "web-flow");
  const people = [user, ...own.flatMap(({ author, committer }) => [author, committer])];
  return new Set(people.flatMap((one) => (typeof one?.id === "number" ? [one.id] : [])));
}
