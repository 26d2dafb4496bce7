import type { CheckReport } from "../model/check-report.ts";

/** What is said for one pull request. */
export interface Said {
  readonly pull: number;
  readonly report: CheckReport;
}

const strictness = { failure: 3, action_required: 2, success: 1, neutral: 0 } as const;

/**
 * A check run belongs to a commit, and a commit may be the head of several pull requests. The strictest answer stands for
 * all: otherwise a second pull request, into a branch with a configuration of one's own, would open the gate of the first.
 */
export function strictest(first: Said, others: readonly Said[]): CheckReport {
  if (others.length === 0) return first.report;
  const all = [first, ...others].toSorted((a, b) => a.pull - b.pull);
  const shown = all.reduce((a, b) => (strictness[b.report.conclusion] > strictness[a.report.conclusion] ? b : a));
  const list = all.map(({ pull, report }) => `#${pull}: ${report.conclusion}`).join(", ");
  const note = `This commit is the head of several pull requests (${list}). The strictest answer stands for all: this is #${shown.pull}'s.`;
  return { ...shown.report, summary: `${note}\n\n${shown.report.summary}` };
}
