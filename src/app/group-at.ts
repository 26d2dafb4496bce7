import type { ProbotOctokit } from "probot";
import { groupRef } from "./group-ref.ts";
import { type GroupJob, type Target, targetOf } from "./job.ts";

/** The merge group whose commit this is, found by the queue's branches: "Re-run" tells nothing but the commit. */
export async function groupAt(octokit: ProbotOctokit, target: Target, sha: string): Promise<GroupJob | undefined> {
  return (await groups(octokit, target)).find((group) => group.sha === sha);
}

/** The merge groups that stand for a pull request: what people say of it is said of them, too. */
export async function groupsOf(octokit: ProbotOctokit, target: Target, pull: number): Promise<readonly GroupJob[]> {
  return (await groups(octokit, target)).filter(({ ref }) => groupRef(ref)?.pull === pull);
}

async function groups(octokit: ProbotOctokit, target: Target): Promise<readonly GroupJob[]> {
  const { owner, name } = target;
  const { data } = await octokit.rest.git.listMatchingRefs({ owner, repo: name, ref: "heads/gh-readonly-queue/" });
  return data.flatMap(({ ref, object: { sha } }) => {
    const base = groupRef(ref)?.base;
    return base === undefined ? [] : [{ kind: "group" as const, ...targetOf(target), sha, base, ref, fresh: true }];
  });
}
