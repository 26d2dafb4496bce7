import { type CheckReport, rerunButton } from "../model/check-report.ts";
import type { Grants } from "../model/grant.ts";
import type { Shown } from "../model/shown.ts";
import type { CommentMode } from "../model/config.ts";
import type { Report } from "../page/report.ts";
import type { LabelWish, Repository } from "../ports.ts";
import type { Commits } from "./commits-of.ts";
import type { Organisation } from "./organisation.ts";

/** What is said about one head, in the check run and in the comment. */
export interface Answer {
  readonly report: CheckReport;
  readonly comment: string;
  /** Something of ours is touched: worth a comment where there is none yet. */
  readonly concerns: boolean;
  /** As the base branch wants it; `update` where nothing is said. */
  readonly mode?: CommentMode;
  /** Those that the base branch's configuration names. */
  readonly labels?: readonly LabelWish[];
  /** The same as data, for commands that speak of it. */
  readonly shown?: Shown;
  /** What its page shows; made only where there is a page. */
  readonly page?: () => Pick<Report, "verdict" | "frames" | "estimates" | "base">;
}

/** Without `organisation` nobody is asked who approved what: nothing is known of the pull request's people. */
export type FindAnswer = (
  repository: Repository,
  commits: Commits,
  grants: Grants,
  organisation?: Organisation,
) => Promise<Answer>;

/** A fault of ours leaves the gate closed and says what to do about it. */
export const undecided = (delivery: string): CheckReport => ({
  conclusion: "failure",
  title: "Could not decide",
  summary:
    "Dataplan failed while it judged this commit, so the gate stays closed. Nothing is known to be wrong with the change itself.\n\n" +
    "**Next step:** press *Re-run* on this check, or comment `/dataplan review`. " +
    `If it happens again, give \`${delivery.replaceAll("`", "")}\` to whoever runs Dataplan: the log tells the cause under that delivery.`,
  annotations: [],
  buttons: [rerunButton],
});
