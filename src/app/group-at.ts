import type { ProbotOctokit } from "probot";
import { groupRef } from "./group-ref.ts";
import type { GroupJob, Target } from "./job.ts";

/** The merge group whose commit this is, found by the queue's branches: "Re-run" tells nothing but the commit. */
export async function groupAt(octokit: ProbotOctokit, target: Target, sha: string): Promise<GroupJob | undefined> {
  const { owner, name: repo } = target;
  const { data } = await octokit.rest.git.listMatchingRefs({ owner, repo, ref: "heads/gh-readonly-queue/" });
  const ref = data.find(({ object }) => object.sha === sha)?.ref;
  const base = ref === undefined ? undefined : groupRef(ref)?.base;
  return ref === undefined || base === undefined
    ? undefined
    : { kind: "group", ...target, sha, base, ref, fresh: true };
}
