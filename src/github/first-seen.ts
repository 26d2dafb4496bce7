import { atMost } from "./at-most.ts";
import type { Coordinates } from "./coordinates.ts";

const WIDTH = 4;

/**
 * Path → the day on which the base branch got it: when the pull request that brought its first commit was merged, by GitHub's
 * clock; else, where somebody pushed it, when that commit was made. Two or three requests a path.
 */
export async function firstSeen(
  at: Coordinates,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const days = await atMost(WIDTH, paths, async (path) => {
    const first = await firstCommit(at, commit, path);
    if (first?.day === undefined) return [];
    const merged = await mergedOn(at, first.sha);
    // Git's own clock is whatever a committer set it to; a merge cannot be before what it merges.
    const day = merged !== undefined && merged > first.day ? merged : first.day;
    return [[path, day] as const];
  });
  return new Map(days.flat());
}

async function firstCommit({ octokit, owner, repo }: Coordinates, sha: string, path: string) {
  const ask = (page: number) => octokit.rest.repos.listCommits({ owner, repo, sha, path, per_page: 1, page });
  const newest = await ask(1);
  const last = Number(/[?&]page=(\d+)[^>]*>; rel="last"/.exec(newest.headers.link ?? "")?.[1] ?? 1);
  const [commit] = (last > 1 ? await ask(last) : newest).data;
  return commit === undefined ? undefined : { sha: commit.sha, day: commit.commit.committer?.date?.slice(0, 10) };
}

async function mergedOn({ octokit, owner, repo }: Coordinates, commit_sha: string): Promise<string | undefined> {
  const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha });
  return data
    .flatMap(({ merged_at }) => merged_at?.slice(0, 10) ?? [])
    .toSorted()
    .at(-1);
}
