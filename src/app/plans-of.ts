import picomatch from "picomatch";
import type { ProbotOctokit } from "probot";
import { loadConfig } from "../config/load.ts";
import { githubRepository } from "../github/repository.ts";
import type { CommandPlan } from "../model/command.ts";
import { ruleNames } from "../rules.ts";
import { commitsOf } from "./commits-of.ts";
import { configAt } from "./config-at.ts";
import type { CommandJob } from "./job.ts";
import type { World } from "./world.ts";

const FILE = /^100/;
const MOST = 200;

/** The plans on the pull request's head, as the base branch's configuration says where plans are. */
export async function plansOf(
  job: CommandJob,
  octokit: ProbotOctokit,
  { objects }: World,
): Promise<readonly CommandPlan[]> {
  const { owner, name: repo, pull: pull_number } = job;
  const { data: pull } = await octokit.rest.pulls.get({ owner, repo, pull_number });
  const commits = await commitsOf(octokit, job, pull);
  const repository = githubRepository({ octokit, owner, repo }, job.repository, objects);
  const { config } = loadConfig(await configAt(repository, commits.branch), ruleNames);
  const before = new Set((await repository.tree(commits.base)).map(({ path, hash }) => `${hash} ${path}`));
  const isPlan = picomatch([...config.plans], { dot: true });
  const entries = (await repository.tree(commits.head)).filter(({ path, mode }) => FILE.test(mode) && isPlan(path));
  const touched = ({ hash, path }: { hash: string; path: string }): boolean => !before.has(`${hash} ${path}`);
  const wanted = entries.toSorted((a, b) => Number(touched(b)) - Number(touched(a))).slice(0, MOST);
  const texts = await repository.blobs(wanted.map(({ hash }) => hash));
  return wanted.flatMap((entry) => {
    const bytes = texts.get(entry.hash);
    return bytes === undefined
      ? []
      : [{ path: entry.path, text: new TextDecoder().decode(bytes), touched: touched(entry) }];
  });
}
