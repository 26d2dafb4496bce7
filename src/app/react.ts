import type { ProbotOctokit } from "probot";
import type { CommandJob } from "./job.ts";
import type { Log } from "./log.ts";
import type { World } from "./world.ts";

/** A small sign that a command was seen. It needs `issues: write`, which is not asked for by default; without it there is none. */
export async function react(
  octokit: ProbotOctokit,
  { installation, owner, name: repo, comment: comment_id }: CommandJob,
  world: Pick<World, "granted">,
  content: "eyes" | "rocket" | "confused",
  log: Log,
): Promise<void> {
  try {
    if ((await world.granted(installation))["issues"] !== "write") return;
    await octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id, content });
  } catch (error) {
    log.debug({ err: error }, "no reaction");
  }
}
