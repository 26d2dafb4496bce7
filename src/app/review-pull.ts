import type { ProbotOctokit } from "probot";
import { type DeskOptions, githubDesk } from "../github/desk.ts";
import { githubRepository } from "../github/repository.ts";
import { type Desk, HeadMoved } from "../ports.ts";
import { type Commits, undecided } from "./answer.ts";
import { isRefusal } from "./is-refusal.ts";
import type { ReviewJob } from "./job.ts";
import type { Log } from "./log.ts";
import { type PullAt, pullsAt } from "./pulls-at.ts";
import { type Said, strictest } from "./strictest.ts";
import type { World } from "./world.ts";

/** Judges the pull request as it is now, whatever it was when somebody pointed at it. */
export async function reviewPull(
  job: ReviewJob,
  octokit: ProbotOctokit,
  world: World,
  delivery: string,
  log: Log,
): Promise<void> {
  const { owner, name: repo, pull: pull_number } = job;
  const { data: pull } = await octokit.rest.pulls.get({ owner, repo, pull_number });
  if (pull.state !== "open") return;
  const head = pull.head.sha;
  const { appId, slug } = world.us();
  const at: DeskOptions = { octokit, owner, repo, pull: pull_number, head, appId, ...bot(slug) };
  const desk = githubDesk(at);
  const work = atWork(desk, world.patience, log);
  try {
    const repository = githubRepository(at, job.repository, world.objects);
    const web = pull.base.repo.html_url;
    const answerTo = async ({ base }: PullAt) =>
      world.answer(repository, await commitsOf(octokit, job, base.ref, head, web));
    const answer = await answerTo(pull);
    const others: Said[] = [];
    for (const other of await pullsAt(octokit, job, head))
      if (other.number !== pull_number) others.push({ pull: other.number, report: (await answerTo(other)).report });
    await work.over();
    await desk.check(strictest({ pull: pull_number, report: answer.report }, others), job.fresh);
    // A draft is checked, but nobody is written to before it is ready.
    await desk.comment(answer.comment, answer.concerns && pull.draft !== true);
  } catch (error) {
    await work.over();
    if (error instanceof HeadMoved || isRefusal(error)) throw error;
    await desk.check(undecided(delivery), true);
    throw error;
  }
}

const bot = (slug: string | undefined): { bot?: string } => (slug === undefined ? {} : { bot: `${slug}[bot]` });

async function commitsOf(
  octokit: ProbotOctokit,
  job: ReviewJob,
  branch: string,
  head: string,
  web: string,
): Promise<Commits> {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    owner: job.owner,
    repo: job.name,
    basehead: `${branch}...${head}`,
    // Only the two commits at its ends are wanted; the lists of commits and files may be long.
    per_page: 1,
    page: 2,
  });
  return { web, branch: data.base_commit.sha, base: data.merge_base_commit.sha, head };
}

/** Says that we are at work once that takes a while, and is waited for, so that it cannot come after the answer. */
function atWork(desk: Desk, patience: number, log: Log): { over(): Promise<void> } {
  let begun: Promise<void> = Promise.resolve();
  const timer = setTimeout(() => {
    begun = desk.begin().catch((error: unknown) => log.warn({ err: error }, "could not show that we are at work"));
  }, patience);
  return {
    over() {
      clearTimeout(timer);
      return begun;
    },
  };
}
