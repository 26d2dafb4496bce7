import type { ProbotOctokit } from "probot";
import { type DeskOptions, githubDesk } from "../github/desk.ts";
import { githubRepository } from "../github/repository.ts";
import { type Desk, HeadMoved } from "../ports.ts";
import { type Answer, undecided } from "./answer.ts";
import { noteAnswer, noteAtWork } from "../store/at-work.ts";
import { atWork } from "./at-work.ts";
import { botOf } from "./bot-of.ts";
import { type Commits, commitsOf, type Ends } from "./commits-of.ts";
import { hideReplies } from "./hide-replies.ts";
import { isRefusal, isSuspended, statusOf } from "./is-refusal.ts";
import { type ReviewJob, targetOf } from "./job.ts";
import { lookAt, scopeOf } from "./look-at.ts";
import type { Log } from "./log.ts";
import { organisationOf, type Reviewed } from "./organisation.ts";
import type { PullAt } from "./pulls-at.ts";
import { type Said, strictest } from "./strictest.ts";
import type { World } from "./world.ts";

/** Judges the pull request as it is now, whatever it was when somebody pointed at it. Answers with the head that was judged. */
export async function reviewPull(
  job: ReviewJob,
  octokit: ProbotOctokit,
  world: World,
  delivery: string,
  log: Log,
): Promise<string | undefined> {
  const { owner, name: repo, pull: pull_number } = job;
  const { heads, comments } = world.recall;
  const spot = `${job.repository}#${pull_number}`;
  const look = await lookAt(octokit, job, job.spoken ?? heads.get(spot));
  if (look === undefined) {
    await noteAnswer(world.database, { repository: job.repository, pull: pull_number });
    return undefined;
  }
  const { pull, others } = look;
  const head = pull.head.sha;
  heads.set(spot, head);
  const { appId, slug } = world.us();
  const scope = scopeOf(look);
  const base = pull.base.ref;
  const details = world.shelf?.address(job.repository, pull_number, head);
  const labeller = () => world.client({ ...targetOf(job), work: "label" });
  const to = { octokit, owner, repo, pull: pull_number, head, base, scope, appId, labeller };
  const link = details === undefined ? {} : { details };
  const at: DeskOptions = { ...to, ...link, recall: comments, ...botOf(slug) };
  const desk = githubDesk(at);
  const repository = githubRepository(at, job.repository, world.objects);
  const commits = commitsOf(octokit, job, pull);
  // Asked for meanwhile; that one could not be had is told where it is waited for.
  for (const early of [commits, repository.tree(head)]) early.catch(() => {});
  if (job.arrived === true) await desk.claim();
  // A check belongs to the commit: of several pull requests only the first one's lane writes it, or two would make two.
  const first = Math.min(pull_number, ...others.map(({ number }) => number));
  const leads = first === pull_number;
  if (!leads) await world.enqueue(delivery, [{ ...targetOf(job), kind: "review", pull: first, fresh: job.fresh }]);
  const begin = async (): Promise<void> => {
    await noteAtWork(world.database, { repository: job.repository, pull: pull_number, job });
    await desk.begin();
  };
  const work = atWork({ begin: leads ? begin : async () => {} }, world.patience, log);
  let answer: Answer;
  try {
    const answerTo = async (one: Ends & Reviewed, known?: Promise<Commits>) => {
      const grants = await world.ledger.grants(job.repository, one.number);
      const between = await (known ?? commitsOf(octokit, job, one));
      return world.answer(repository, between, grants, organisationOf(octokit, job, world, one));
    };
    answer = await answerTo(pull, commits);
    const said = [{ pull: pull_number, answer }];
    if (leads) for (const other of others) said.push({ pull: other.number, answer: await answerTo(other) });
    await work.over();
    // Before the check that leads there.
    for (const one of leads ? said : [])
      await world.shelf?.keep({ target: job, pull: one.pull, head, web: pull.base.repo.html_url }, one.answer, log);
    const [own, ...also] = said.map((one): Said => ({ pull: one.pull, report: one.answer.report }));
    const since = leads && own !== undefined ? await desk.check(strictest(own, also), job.fresh) : undefined;
    if (since !== undefined)
      for (const { pull: number, answer: one } of said)
        if (one.shown !== undefined) await world.ledger.show(job.repository, number, one.shown, since);
  } catch (error) {
    await work.over();
    if (error instanceof HeadMoved || isRefusal(error) || isSuspended(error) || !leads) throw error;
    await desk
      .check(undecided(delivery), true)
      .catch((second: unknown) => log.warn({ err: second }, "could not say that we could not decide"));
    throw error;
  }
  await noteAnswer(world.database, { repository: job.repository, pull: pull_number });
  // A draft is checked, but nobody is written to before it is ready. A comment that fails leaves the answer as it is.
  const { mode = "update" } = answer;
  await desk.comment(answer.comment, answer.concerns && pull.draft !== true && mode !== "off", mode === "hide-and-new");
  await label(desk, pull, answer, log);
  await hideReplies(octokit, world, { repository: job.repository, pull: pull_number, head }, log);
  return head;
}

/** A sign and no more: one that could not be given is put right at the next look, and nothing waits for it. */
async function label(
  desk: Pick<Desk, "label">,
  pull: Pick<PullAt, "labels">,
  { labels = [] }: Answer,
  log: Log,
): Promise<void> {
  const has = pull.labels.map(({ name }) => name);
  await desk.label(has, labels).catch((error: unknown) => {
    if (error instanceof HeadMoved) throw error;
    const why =
      statusOf(error) === 403 ? "; a label that is not there yet takes `issues: write`, or somebody to make it" : "";
    log.warn({ err: error, labels }, `its labels are not what they should be${why}`);
  });
}
