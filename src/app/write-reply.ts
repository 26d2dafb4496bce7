import type { ProbotOctokit } from "probot";
import { writeComment } from "../github/sticky-comment.ts";
import { cut } from "../render/cut.ts";
import { repliesIn } from "../store/replies.ts";
import { botOf } from "./bot-of.ts";
import type { Target } from "./job.ts";
import type { World } from "./world.ts";

const REPLY_BYTES = 64_000;

/** What is answered, and where. */
export interface Answering extends Target {
  readonly pull: number;
  /** As in the audit. */
  readonly source: string;
  /** What sets this answer apart from all others on the pull request. */
  readonly to: string;
  readonly head: string;
}

/** Answers in the conversation under a marker of its own, so that a second run of the same job finds the first one's reply. */
export async function writeReply(
  { owner, name: repo, repository, pull, source, to, head }: Answering,
  octokit: ProbotOctokit,
  world: Pick<World, "us" | "database">,
  text: string,
): Promise<void> {
  const { appId, slug } = world.us();
  const options = { octokit, owner, repo, pull, appId, ...botOf(slug), beforeWrite: async () => {} };
  const body = cut(`<!-- dataplan:reply:${to} -->\n${text}`, REPLY_BYTES);
  const node = await writeComment(options, body, true);
  if (node !== undefined) await repliesIn(world.database).keep({ node, repository, pull, source, head });
}
