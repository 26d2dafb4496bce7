import type { ProbotOctokit } from "probot";
import { githubGroupDesk } from "../github/group-desk.ts";
import { githubRepository } from "../github/repository.ts";
import { writeComment } from "../github/sticky-comment.ts";
import { noGrants } from "../model/grant.ts";
import { HeadMoved } from "../ports.ts";
import { type Answer, undecided } from "./answer.ts";
import { botOf } from "./bot-of.ts";
import { atWork } from "./at-work.ts";
import type { Commits } from "./commits-of.ts";
import { groupRef } from "./group-ref.ts";
import { isRefusal, isSuspended } from "./is-refusal.ts";
import type { GroupJob } from "./job.ts";
import type { Log } from "./log.ts";
import { type Organisation, organisationOf } from "./organisation.ts";
import type { World } from "./world.ts";

const MARKER = "<!-- dataplan:queue -->";

/**
 * Judges what the merge queue is about to merge: the whole difference to the commit that it will follow, so that changes
 * which break only together are caught. The configuration of that commit judges: it will be in force by then.
 */
export async function reviewGroup(
  job: GroupJob,
  octokit: ProbotOctokit,
  world: World,
  delivery: string,
  log: Log,
): Promise<void> {
  const { owner, name: repo, sha: head, ref, base } = job;
  const at = { octokit, owner, repo, head, ref, appId: world.us().appId };
  const desk = githubGroupDesk(at);
  if (!(await desk.stands()))
    return job.over === true ? desk.end("The merge queue has given this group up") : undefined;
  const work = atWork(desk, world.patience, log);
  const group = groupRef(ref);
  let answer: Answer;
  try {
    const { commits, organisation } = await askedAbout(octokit, job, world, group?.pull);
    // Whoever let it pass in its own pull request let it pass here, and whoever holds it there holds it here.
    const grants = group === undefined ? noGrants : await world.ledger.grants(job.repository, group.pull);
    answer = await world.answer(githubRepository(at, job.repository, world.objects), commits, grants, organisation);
    await work.over();
    const summary = `${said(group?.pull, base)}\n\n${answer.report.summary}`;
    await desk.check({ ...answer.report, summary }, job.fresh);
  } catch (error) {
    await work.over();
    // The queue builds another group where this one is gone, and says so.
    if (error instanceof HeadMoved) return world.meters.staleWrite();
    if (isRefusal(error) || isSuspended(error)) throw error;
    await desk
      .check(undecided(delivery), true)
      .catch((second: unknown) => log.warn({ err: second }, "could not say that we could not decide"));
    throw error;
  }
  if (group !== undefined) await tellPull(group.pull, answer, job, octokit, world);
}

/** Whoever was sent back by the queue finds no reason on his own pull request, whose check is green. */
async function tellPull(
  pull: number,
  { report: { conclusion }, comment }: Answer,
  { owner, name: repo }: GroupJob,
  octokit: ProbotOctokit,
  world: World,
): Promise<void> {
  const { appId, slug } = world.us();
  const closed = conclusion === "failure" || conclusion === "action_required";
  const word = closed
    ? "**In the merge queue, together with what is before it, this cannot merge:**"
    : "**In the merge queue, together with what is before it:**";
  const body = `${MARKER}\n${word}\n\n${comment.slice(comment.indexOf("\n") + 1)}`;
  await writeComment({ octokit, owner, repo, pull, appId, ...botOf(slug), beforeWrite: async () => {} }, body, closed);
}

const said = (pull: number | undefined, base: string): string =>
  pull === undefined
    ? `The merge queue's branch has a name that is not understood, so no waiver and no approval is carried over. Judged on top of ${base.slice(0, 10)}.`
    : `#${pull} as the merge queue would merge it, on top of ${base.slice(0, 10)} and what is before it.`;

/** Approvals are those of the pull request's own head, which cannot move while it is queued. */
async function askedAbout(
  octokit: ProbotOctokit,
  job: GroupJob,
  world: World,
  pull: number | undefined,
): Promise<{ readonly commits: Commits; readonly organisation?: Organisation }> {
  const { owner, name: repo, sha: head, base } = job;
  const shared = { base, branch: base, head };
  if (pull === undefined) {
    const { data } = await octokit.rest.repos.get({ owner, repo });
    return { commits: { ...shared, web: data.html_url }, organisation: organisationOf(octokit, job, world) };
  }
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull });
  const author = data.user.type === "User" ? { author: data.user.login } : {};
  const commits = { ...shared, web: data.base.repo.html_url, ...author };
  return { commits, organisation: organisationOf(octokit, job, world, data) };
}
