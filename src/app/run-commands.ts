import type { ProbotOctokit } from "probot";
import { examine } from "../doctor/examine.ts";
import { writeComment } from "../github/sticky-comment.ts";
import { cut } from "../render/cut.ts";
import { answerCommands, type Standing } from "./answer-commands.ts";
import { commandsOf } from "./commands-of.ts";
import type { CommandJob, ReviewJob } from "./job.ts";
import { lookAround } from "./look-around.ts";
import type { Log } from "./log.ts";
import { plansOf } from "./plans-of.ts";
import { react } from "./react.ts";
import { roleOf } from "./role-of.ts";
import type { World } from "./world.ts";

const REPLY_BYTES = 64_000;

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
  await react(octokit, job, "eyes", log);
  const standing = await roleOf(octokit, job, job.author).catch((error: unknown): Standing => {
    log.warn({ err: error }, "the author's role could not be found out; refused");
    return "unknown";
  });
  const { reply, review, refused } = await answerCommands(spoken, standing, {
    plans: () => plansOf(job, octokit, world),
    doctor: async () => examine(await lookAround(job, octokit, world)),
  });
  if (reply !== undefined) await write(job, octokit, world, reply);
  if (review) await world.enqueue(delivery, [reviewOf(job)]);
  await react(octokit, job, refused ? "confused" : "rocket", log);
}

async function write(job: CommandJob, octokit: ProbotOctokit, world: World, text: string): Promise<void> {
  const { appId, slug } = world.us();
  const at = { octokit, owner: job.owner, repo: job.name, pull: job.pull, appId };
  const options = { ...at, ...(slug === undefined ? {} : { bot: `${slug}[bot]` }), beforeWrite: async () => {} };
  // Under its own marker, so that a second run of the same job finds the first one's reply.
  await writeComment(options, cut(`<!-- dataplan:reply:${job.comment} -->\n${text}`, REPLY_BYTES), true);
}

const reviewOf = ({ installation, repository, owner, name, pull }: CommandJob): ReviewJob => ({
  kind: "review",
  installation,
  repository,
  owner,
  name,
  pull,
  fresh: true,
});
