import type { ProbotOctokit } from "probot";
import { firstCheckRun } from "../github/first-check-run.ts";
import { comeBack } from "../store/departures.ts";
import { statusOf } from "./is-refusal.ts";
import type { Job, OnboardJob } from "./job.ts";
import { openPulls } from "./open-pulls.ts";
import type { World } from "./world.ts";

/** A repository that has just come to us: the check's name can be picked there, and what is open is looked at. */
export async function onboard(job: OnboardJob, octokit: ProbotOctokit, world: World): Promise<readonly Job[]> {
  const { kind: _, fresh, ...target } = job;
  const { owner, name: repo } = job;
  await comeBack(world.database, [job.repository]);
  const { data } = await octokit.rest.repos.get({ owner, repo });
  const sha = await headOf(octokit, owner, repo, data.default_branch);
  // Nobody has committed anything yet.
  if (sha === undefined) return [];
  await firstCheckRun({ octokit, owner, repo }, world.us().appId, sha);
  return openPulls(octokit, target, { fresh });
}

async function headOf(
  octokit: ProbotOctokit,
  owner: string,
  repo: string,
  branch: string,
): Promise<string | undefined> {
  try {
    const { data } = await octokit.rest.repos.getBranch({ owner, repo, branch });
    return data.commit.sha;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
