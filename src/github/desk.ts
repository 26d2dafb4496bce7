import { type Desk, HeadMoved } from "../ports.ts";
import { beginCheckRun, writeCheckRun } from "./check-run.ts";
import type { Coordinates } from "./coordinates.ts";
import { writeComment } from "./sticky-comment.ts";

export interface DeskOptions extends Coordinates {
  readonly pull: number;
  readonly head: string;
  readonly appId: number;
  readonly bot?: string;
}

/** The Desk port over GitHub's checks and comments, for one head of one pull request. */
export function githubDesk(options: DeskOptions): Desk {
  const { octokit, owner, repo, pull, head } = options;
  const beforeWrite = async (): Promise<void> => {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull });
    if (data.head.sha !== head) throw new HeadMoved(`${head} is no longer the head of #${pull}`);
  };
  const at = { ...options, beforeWrite };
  return {
    begin: () => beginCheckRun(at),
    check: (report, fresh) => writeCheckRun(at, report, fresh),
    comment: (body, create) => writeComment(at, body, create),
  };
}
