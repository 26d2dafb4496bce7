import { type Desk, HeadMoved } from "../ports.ts";
import { beginCheckRun, claimCheckRun, type Existing, writeCheckRun } from "./check-run.ts";
import type { Coordinates } from "./coordinates.ts";
import { writeLabels } from "./labels.ts";
import { type CommentRecall, writeComment } from "./sticky-comment.ts";
import { writeAfresh } from "./fresh-comment.ts";

export interface DeskOptions extends Coordinates {
  readonly pull: number;
  readonly head: string;
  /** The branch it wants to go into. */
  readonly base: string;
  readonly scope: string;
  readonly appId: number;
  /** Where the check's reader finds more. */
  readonly details?: string;
  /** GitHub for labels alone. */
  readonly labeller: () => Promise<Coordinates["octokit"]>;
  readonly bot?: string;
  readonly recall?: CommentRecall;
}

/** The Desk port over GitHub's checks and comments, for one head of one pull request. */
export function githubDesk(options: DeskOptions): Desk {
  const { pull, head, base } = options;
  const beforeWrite = async (): Promise<void> => {
    if (!(await stands(options))) throw new HeadMoved(`#${pull} no longer wants ${head} in ${base}`);
  };
  const at = { ...options, beforeWrite };
  let claimed: Existing | undefined;
  return {
    async claim() {
      claimed = await claimCheckRun(at);
    },
    begin: () => beginCheckRun(at),
    check: (report, fresh) => writeCheckRun(at, report, fresh, claimed),
    async comment(body, create, afresh) {
      await (afresh === true && create ? writeAfresh(at, body) : writeComment(at, body, create));
    },
    label: (has, wanted) => writeLabels(at, has, wanted),
  };
}

/** By the commit's own list first: it was asked for to begin with, so that asking again is free where nothing has moved. */
async function stands({ octokit, owner, repo, pull, head, base }: DeskOptions): Promise<boolean> {
  const wants = (one: { head: { sha: string }; base: { ref: string } }): boolean =>
    one.head.sha === head && one.base.ref === base;
  const { data: all } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
    owner,
    repo,
    commit_sha: head,
    per_page: 100,
  });
  const listed = all.find(({ number, base }) => number === pull && base.repo.full_name === `${owner}/${repo}`);
  if (listed !== undefined && wants(listed)) return true;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull });
  return wants(data);
}
