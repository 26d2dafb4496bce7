import { type Desk, HeadMoved } from "../ports.ts";
import { beginCheckRun, claimCheckRun, writeCheckRun } from "./check-run.ts";
import type { Coordinates } from "./coordinates.ts";
import { writeComment } from "./sticky-comment.ts";

export interface DeskOptions extends Coordinates {
  readonly pull: number;
  readonly head: string;
  /** The branch it wants to go into. */
  readonly base: string;
  readonly scope: string;
  readonly appId: number;
  /** Where the check's reader finds more. */
  readonly details?: string;
  readonly bot?: string;
}

/** The Desk port over GitHub's checks and comments, for one head of one pull request. */
export function githubDesk(options: DeskOptions): Desk {
  const { octokit, owner, repo, pull, head, base } = options;
  const beforeWrite = async (): Promise<void> => {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull });
    if (data.head.sha !== head || data.base.ref !== base)
      throw new HeadMoved(`#${pull} no longer wants ${head} in ${base}`);
  };
  const at = { ...options, beforeWrite };
  return {
    claim: () => claimCheckRun(at),
    begin: () => beginCheckRun(at),
    check: (report, fresh) => writeCheckRun(at, report, fresh),
    comment: (body, create) => writeComment(at, body, create),
  };
}
