import type { ProbotOctokit } from "probot";
import { writeComment } from "../github/sticky-comment.ts";
import { cut } from "../render/cut.ts";
import { answerCommands, type Book, type Standing } from "./answer-commands.ts";
import { commandsOf } from "./commands-of.ts";
import { commandsWorld } from "./commands-world.ts";
import type { CommandJob, ReviewJob } from "./job.ts";
import type { Log } from "./log.ts";
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
  const { config, about, ...asked } = commandsWorld(
    { ...job, login: job.author.login, at: job.created },
    octokit,
    world,
  );
  // A bot that nobody allowed is not answered either: two bots could talk for ever.
  if (job.app !== undefined && !(await config()).commands.apps.includes(job.app)) return;
  await react(octokit, job, "eyes", log);
  const standing = job.app !== undefined ? "write" : await standingOf(job, octokit, log);
  const { reply, review, refused } = await answerCommands(spoken, standing, {
    ...asked,
    speaker: { login: job.author.login, isApp: job.app !== undefined },
    ...bookOf(job, standing, world, about),
  });
  if (reply !== undefined) await write(job, octokit, world, reply);
  if (review) await world.enqueue(delivery, [reviewOf(job)]);
  await react(octokit, job, refused ? "confused" : "rocket", log);
}

const standingOf = (job: CommandJob, octokit: ProbotOctokit, log: Log): Promise<Standing> =>
  roleOf(octokit, job, job.author).catch((error: unknown): Standing => {
    log.warn({ err: error }, "the author's role could not be found out; refused");
    return "unknown";
  });

function bookOf(
  { repository, pull, comment, author, created: at }: CommandJob,
  role: Standing,
  { ledger }: World,
  about: () => string | undefined,
): { readonly book?: Book } {
  if (ledger === undefined) return {};
  const line = (position: number) => ({ repository, pull, source: `comment:${comment}`, position });
  return {
    book: {
      before: (position) => ledger.answered(line(position)),
      carryOut(position, text, entries, answered) {
        const head = about();
        const said = {
          ...line(position),
          ...(head === undefined ? {} : { head }),
          actor: { ...author, role },
          line: text,
          at,
        };
        return ledger.carryOut(said, entries, answered);
      },
    },
  };
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
