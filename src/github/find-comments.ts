import type { Coordinates } from "./coordinates.ts";

/** As much of a comment as is looked at. */
export interface Comment {
  readonly id: number;
  readonly node_id: string;
  readonly body?: string | null;
  readonly user?: { readonly login: string; readonly type?: string } | null;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

/** Where to look, and by what its author is known. */
export interface Author extends Coordinates {
  readonly pull: number;
  readonly appId: number;
  /** Our bot's login, where GitHub's answer does not name the App that wrote a comment. */
  readonly bot?: string;
}

/** Ours, oldest first: by marker and by author. */
export async function findComments(options: Author, marker: string): Promise<readonly Comment[]> {
  const { octokit, owner, repo, pull } = options;
  const found: Comment[] = [];
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: pull,
    per_page: 100,
  });
  for await (const { data } of pages)
    for (const comment of data) if (isOurs(comment, options) && firstLine(comment.body) === marker) found.push(comment);
  return found.toSorted((a, b) => a.id - b.id);
}

function isOurs({ user, performed_via_github_app: app }: Comment, { appId, bot }: Author): boolean {
  if (app !== undefined && app !== null) return app.id === appId;
  return bot !== undefined && user?.type === "Bot" && user.login === bot;
}

/** GitHub may give back other line ends than it was given. */
export const normal = (text: string | null | undefined): string => (text ?? "").replaceAll("\r\n", "\n").trimEnd();

export const firstLine = (body: string | null | undefined): string => normal(body).split("\n")[0] ?? "";
