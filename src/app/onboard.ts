import type { ProbotOctokit } from "probot";
import { firstCheckRun } from "../github/first-check-run.ts";
import { comeBack } from "../store/departures.ts";
import { statusOf } from "./is-refusal.ts";
import type { Job, OnboardJob } from "./job.ts";
import type { World } from "./world.ts";

/** Pull requests of a repository that has just come; the rest are looked at with their next push. */
const MOST = 100;

/** A repository that has just come to us: the check's name can be picked there, and what is open is looked at. */
export async function onboard(job: OnboardJob, octokit: ProbotOctokit, world: World): Promise<readonly Job[]> {
  const { kind: _, fresh, ...target } = job;
  const { owner, name: repo } = job;
  await comeBack(world.database, job.repository);
  const { data } = await octokit.rest.repos.get({ owner, repo });
  const sha = await headOf(octokit, owner, repo, data.default_branch);
  // Nobody has committed anything yet.
  if (sha === undefined) return [];
  await firstCheckRun({ octokit, owner, repo }, world.us().appId, sha);
  const asked = { owner, repo, state: "open", sort: "updated", direction: "desc", per_page: MOST } as const;
  const { data: pulls } = await octokit.rest.pulls.list(asked);
  return pulls.map(({ number: pull }) => ({ kind: "review", ...target, pull, fresh }));
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
