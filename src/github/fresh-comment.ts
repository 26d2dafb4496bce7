import { findComments, firstLine, normal } from "./find-comments.ts";
import { hideComment } from "./hide-comment.ts";
import type { CommentOptions } from "./sticky-comment.ts";

/**
 * A new comment where the last one of this marker says something else, and that one hidden as outdated: people are notified of
 * a comment, never of an edit. A comment that could not be hidden stays as it is.
 */
export async function writeAfresh(options: CommentOptions, body: string): Promise<void> {
  const { octokit, owner, repo, pull, beforeWrite } = options;
  const last = (await findComments(options, firstLine(body))).at(-1);
  if (last !== undefined && normal(last.body) === normal(body)) return;
  await beforeWrite();
  if (last !== undefined && gist(last.body) === gist(body)) {
    // Only the commits are others: nobody needs to be told.
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: last.id, body });
    return;
  }
  await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body });
  if (last === undefined) return;
  await hideComment(octokit, last.node_id).catch((error: unknown) => {
    octokit.log.warn(
      `an outdated comment could not be hidden: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
}

/** What is said, whatever commit it is said of. */
const gist = (body: string | null | undefined): string =>
  normal(body)
    .replace(/^<sub>.*<\/sub>$/gm, "")
    .replace(/\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/g, "");
