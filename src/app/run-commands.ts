import type { ProbotOctokit } from "probot";
import { answerCommands } from "./answer-commands.ts";
import { bookOf } from "./book-of.ts";
import { commandsOf } from "./commands-of.ts";
import { commandsWorld } from "./commands-world.ts";
import { groupsOf } from "./group-at.ts";
import { type CommandJob, type ReviewJob, targetOf } from "./job.ts";
import type { Log } from "./log.ts";
import { react } from "./react.ts";
import { standingOf } from "./standing-of.ts";
import type { World } from "./world.ts";
import { writeReply } from "./write-reply.ts";

/** Carries out what a comment asks for and answers with one comment at most. */
export async function runCommands(
  job: CommandJob,
  octokit: ProbotOctokit,
  world: World,
  delivery: string,
  log: Log,
): Promise<void> {
  const spoken = commandsOf(job.body);
  if (spoken.length === 0) return;
  const { author, app, repository, pull, comment, created: at } = job;
  const { config, about, headNow, ...asked } = commandsWorld({ ...job, by: author, at }, octokit, world);
  // A bot that nobody allowed is not answered either: two bots could talk for ever.
  if (app !== undefined && !(await config()).commands.apps.includes(app)) return;
  await react(octokit, job, world, "eyes", log);
  const standing = app !== undefined ? "write" : await standingOf(octokit, job, author, log);
  const source = `comment:${comment}`;
  const said = { repository, pull, source, actor: { ...author, role: standing }, at };
  const { reply, review, refused } = await answerCommands(spoken, standing, {
    ...asked,
    speaker: { login: author.login, isApp: app !== undefined },
    book: bookOf(world.ledger, said, about),
  });
  if (reply !== undefined)
    await writeReply({ ...job, source, to: String(comment), head: await headNow() }, octokit, world, reply);
  if (review) {
    const groups = await groupsOf(octokit, job, pull).catch((error: unknown) => {
      log.warn({ err: error }, "the merge queue could not be asked; its groups keep their answers");
      return [];
    });
    await world.enqueue(delivery, [reviewOf(job), ...groups]);
  }
  await react(octokit, job, world, refused ? "confused" : "rocket", log);
}

const reviewOf = (job: CommandJob): ReviewJob => ({ ...targetOf(job), kind: "review", pull: job.pull, fresh: true });
