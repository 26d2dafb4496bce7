import type { ProbotOctokit } from "probot";
import { hideComment } from "../github/hide-comment.ts";
import { repliesIn } from "../store/replies.ts";
import { statusOf } from "./is-refusal.ts";
import type { Log } from "./log.ts";
import type { World } from "./world.ts";

/** At one look; the next one goes on. */
const MOST = 10;

/**
 * Folds away what was answered to commands before the last push: it speaks of another head. What records a waiver or a hold
 * that stands is left open. Never fails: nothing depends on it, and where there is nothing to fold GitHub is not asked.
 */
export async function hideReplies(
  octokit: ProbotOctokit,
  { database }: Pick<World, "database">,
  { repository, pull, head }: { readonly repository: number; readonly pull: number; readonly head: string },
  log: Log,
): Promise<void> {
  const replies = repliesIn(database);
  try {
    for (const node of await replies.overtaken(repository, pull, head, MOST)) {
      await hideComment(octokit, node).catch((error: unknown) => {
        // GitHub would not just now; another time. What it says of the comment itself (gone, not ours to fold) it would say again.
        if (statusOf(error) !== undefined || /rate limit/i.test(String(error))) throw error;
        log.info({ err: error }, "an outdated reply stays open");
      });
      await replies.forget(node);
    }
  } catch (error) {
    log.info({ err: error }, "outdated replies stay open for now");
  }
}
