import type { ProbotOctokit } from "probot";
import { writeComment } from "../github/sticky-comment.ts";
import { cut } from "../render/cut.ts";
import { botOf } from "./bot-of.ts";
import type { Target } from "./job.ts";
import type { World } from "./world.ts";

const REPLY_BYTES = 64_000;

/** Answers in the conversation under a marker of its own, so that a second run of the same job finds the first one's reply. */
export async function writeReply(
  { owner, name: repo, pull }: Target & { readonly pull: number },
  octokit: ProbotOctokit,
  world: Pick<World, "us">,
  to: string,
  text: string,
): Promise<void> {
  const { appId, slug } = world.us();
  const options = { octokit, owner, repo, pull, appId, ...botOf(slug), beforeWrite: async () => {} };
  await writeComment(options, cut(`<!-- dataplan:reply:${to} -->\n${text}`, REPLY_BYTES), true);
}
