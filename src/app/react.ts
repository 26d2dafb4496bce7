import type { ProbotOctokit } from "probot";
import { granted } from "./granted.ts";
import type { CommandJob } from "./job.ts";
import type { Log } from "./log.ts";

/** A small sign that a command was seen. It needs `issues: write`, which is not asked for by default; without it there is none. */
export async function react(
  octokit: ProbotOctokit,
  { owner, name: repo, comment: comment_id }: CommandJob,
  content: "eyes" | "rocket" | "confused",
  log: Log,
): Promise<void> {
  try {
    if ((await granted(octokit))["issues"] !== "write") return;
    await octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id, content });
  } catch (error) {
    log.debug({ err: error }, "no reaction");
  }
}
