import type { ProbotOctokit } from "probot";
import { loadConfig } from "../config/load.ts";
import { loadFloor } from "../config/floor.ts";
import { ownerFileAt, ownerProblems } from "../code-owners.ts";
import { githubRepository } from "../github/repository.ts";
import { sightBranch } from "../github/sight-branch.ts";
import type { ConfigError } from "../model/config.ts";
import type { Granted, LineProblem, Seen, Sighting } from "../model/sighting.ts";
import { ruleNames } from "../rules.ts";
import { configAt } from "./config-at.ts";
import { grantedIn } from "./granted-in.ts";
import type { Target } from "./job.ts";
import { manifest } from "./manifest.ts";
import { floorOf } from "./organisation.ts";
import type { World } from "./world.ts";

/** What the doctor looks at for one pull request: its base branch, our installation, our own clock. */
export async function lookAround(
  job: Target & { readonly pull: number },
  octokit: ProbotOctokit,
  world: World,
): Promise<Sighting> {
  const { owner, name: repo } = job;
  const { data: pull, headers } = await octokit.rest.pulls.get({ owner, repo, pull_number: job.pull });
  const at = { octokit, owner, repo };
  const repository = githubRepository(at, job.repository, world.objects);
  const branch = pull.base.ref;
  const commit = pull.base.sha;
  const floor = await floorOf(world, job);
  if (floor !== undefined) world.recall.floorless.forget(owner);
  const owners = await ownerFileAt(repository, commit);
  const skew = clockSkew(headers.date);
  return {
    wanted: manifest(),
    store: await store(world),
    app: { id: world.us().appId },
    installed: await installed(job, world),
    branch: await sightBranch(at, branch),
    config: problems(loadConfig(await configAt(repository, commit), ruleNames).errors),
    ...(floor === undefined ? {} : { floor: problems(loadFloor(floor, ruleNames).errors) }),
    ...(owners === undefined ? {} : { codeOwners: ownerProblems(owners) }),
    ...(skew === undefined ? {} : { clockSkew: skew }),
  };
}

const problems = (errors: readonly ConfigError[]): readonly LineProblem[] =>
  errors.map(({ place: { path, line }, message }) => ({ path, line, said: message }));

/** GitHub's clock minus ours, in seconds. */
export function clockSkew(date: string | undefined): number | undefined {
  const theirs = Date.parse(date ?? "");
  return Number.isNaN(theirs) ? undefined : (theirs - Date.now()) / 1_000;
}

async function store({ database }: World): Promise<Seen<string>> {
  try {
    const [row] = await database.query<{ readonly version: string }>("SELECT version()");
    return { value: `Answers: ${row?.version.split(" on ")[0] ?? "a database"}` };
  } catch (error) {
    return { unseen: `The store does not answer: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function installed({ owner, name: repo }: Target, world: World): Promise<Seen<Granted>> {
  const octokit = await world.asApp();
  const { data } = await octokit.rest.apps.getRepoInstallation({ owner, repo });
  return { value: grantedIn(data) };
}
