import type { Coordinates } from "./coordinates.ts";
import { findComments, firstLine, normal } from "./find-comments.ts";

export interface CommentOptions extends Coordinates {
  readonly pull: number;
  readonly appId: number;
  /** Our bot's login, where GitHub's answer does not name the App that wrote a comment. */
  readonly bot?: string;
  readonly beforeWrite: () => Promise<void>;
  /** Marker and pull request → the comment that was found or made last, and what it said. */
  readonly recall?: CommentRecall;
}

export type CommentRecall = Map<string, { readonly id: number; readonly body: string }>;

/**
 * One comment a marker: updated where it says something else, created where there is none and `create` asks for it.
 * The marker is the body's first line; whoever else writes it gains nothing, since the author is looked at too.
 * Answers with GraphQL's id of the comment, where it was looked for.
 */
export async function writeComment(
  options: CommentOptions,
  body: string,
  create: boolean,
): Promise<string | undefined> {
  const { octokit, owner, repo, pull, beforeWrite } = options;
  const marker = firstLine(body);
  if (await rewritten(options, body)) return undefined;
  // There are several only where each answer had a comment of its own for a while: the others are hidden.
  const last = (await findComments(options, marker)).at(-1);
  if (last !== undefined) {
    if (normal(last.body) !== normal(body)) {
      await beforeWrite();
      await octokit.rest.issues.updateComment({ owner, repo, comment_id: last.id, body });
    }
    remember(options, last.id, body);
    return last.node_id;
  }
  if (!create) return undefined;
  await beforeWrite();
  await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body });
  // Two of us may have looked at the same moment; all agree on the oldest.
  const [first, ...doubles] = await findComments(options, marker);
  for (const { id } of doubles) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
  if (first !== undefined) remember(options, first.id, body);
  return first?.node_id;
}

/** Says something new where we spoke last, without looking for the place. What is to stay the same is looked at: others may have edited it. */
async function rewritten(options: CommentOptions, body: string): Promise<boolean> {
  const { octokit, owner, repo, recall, beforeWrite } = options;
  const last = recall?.get(keyOf(options, body));
  if (last === undefined || last.body === body) return false;
  await beforeWrite();
  try {
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: last.id, body });
  } catch (error) {
    recall?.delete(keyOf(options, body));
    if (error instanceof Error && "status" in error && error.status === 404) return false;
    throw error;
  }
  remember(options, last.id, body);
  return true;
}

const remember = (options: CommentOptions, id: number, body: string): void =>
  void options.recall?.set(keyOf(options, body), { id, body });

const keyOf = ({ owner, repo, pull }: CommentOptions, body: string): string =>
  `${owner}/${repo}#${pull} ${firstLine(body)}`;
