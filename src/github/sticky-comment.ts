import type { Coordinates } from "./coordinates.ts";
import { cutToBytes } from "./cut.ts";

export interface CommentOptions extends Coordinates {
  readonly pull: number;
  readonly appId: number;
  /** Our bot's login, where GitHub's answer does not name the App that wrote a comment. */
  readonly bot?: string;
  readonly beforeWrite: () => Promise<void>;
}

interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly login: string; readonly type?: string } | null;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

const BODY_BYTES = 65_000;

/** A comment's first line, invisible to readers. Whoever else writes it gains nothing: the author is looked at too. */
const marker = (key: string): string => `<!-- dataplan: ${key} -->`;

/** One comment with this key: updated where it says something else, created where there is none and `create` asks for it. */
export async function writeComment(options: CommentOptions, key: string, text: string, create: boolean): Promise<void> {
  const { octokit, owner, repo, pull, beforeWrite } = options;
  const body = cutToBytes(
    `${marker(key)}\n${text}`,
    BODY_BYTES,
    "The rest did not fit here; the check run shows more of it.",
  );
  const [oldest] = await findComments(options, key, 1);
  if (oldest !== undefined) {
    if (normal(oldest.body) === normal(body)) return;
    await beforeWrite();
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: oldest.id, body });
    return;
  }
  if (!create) return;
  await beforeWrite();
  await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body });
  // Two of us may have looked at the same moment; all agree on the oldest.
  const [, ...doubles] = await findComments(options, key, Infinity);
  for (const { id } of doubles) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
}

/** Ours, oldest first: by marker and by author. */
async function findComments(options: CommentOptions, key: string, most: number): Promise<readonly Comment[]> {
  const { octokit, owner, repo, pull } = options;
  const found: Comment[] = [];
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: pull,
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const comment of data) if (isOurs(comment, options) && hasMarker(comment, key)) found.push(comment);
    if (found.length >= most) break;
  }
  return found.toSorted((a, b) => a.id - b.id);
}

const hasMarker = ({ body }: Comment, key: string): boolean => normal(body).split("\n")[0] === marker(key);

function isOurs({ user, performed_via_github_app: app }: Comment, { appId, bot }: CommentOptions): boolean {
  if (app !== undefined && app !== null) return app.id === appId;
  return bot !== undefined && user?.type === "Bot" && user.login === bot;
}

/** GitHub may give back other line ends than it was given. */
const normal = (text: string | null | undefined): string => (text ?? "").replaceAll("\r\n", "\n").trimEnd();
