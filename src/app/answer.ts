import type { CheckReport, Repository } from "../ports.ts";

/** Which commits one pull request is judged by. */
export interface Commits {
  /** The repository's address for people. */
  readonly web: string;
  /** Head of the base branch: its configuration judges. */
  readonly branch: string;
  /** Where head left the base branch, so that other people's merges are not this pull request's doing. */
  readonly base: string;
  readonly head: string;
}

/** What is said about one head, in the check run and in the comment. */
export interface Answer {
  readonly report: CheckReport;
  readonly comment: string;
  /** Something of ours is touched: worth a comment where there is none yet. */
  readonly concerns: boolean;
}

export type FindAnswer = (repository: Repository, commits: Commits) => Promise<Answer>;

/** A fault of ours leaves the gate closed and says what to do about it. */
export const undecided = (delivery: string): CheckReport => ({
  conclusion: "failure",
  title: "Could not decide",
  summary:
    "Dataplan failed while it judged this commit, so the gate stays closed. Nothing is known to be wrong with the change itself.\n\n" +
    "**Next step:** press *Re-run* on this check, or comment `/dataplan review`. " +
    `If it happens again, give \`${delivery.replaceAll("`", "")}\` to whoever runs Dataplan: the log tells the cause under that delivery.`,
  annotations: [],
});
