import type { Conclusion } from "./verdict.ts";

/** One line of a check run's output beside the code, in GitHub's words and within its limits. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly message: string;
  readonly title: string;
}

/** A button on the check run, in GitHub's words: label ≤ 20, description ≤ 40, identifier ≤ 20 characters. */
export interface Button {
  readonly label: string;
  readonly description: string;
  readonly identifier: "rerun" | "plan-stub";
}

export const rerunButton: Button = { label: "Re-run", description: "Look at this commit again", identifier: "rerun" };

/** What the check run says, already cut to what GitHub takes (the annotations: in all, not in one request). */
export interface CheckReport {
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations: readonly Annotation[];
  /** At most three. */
  readonly buttons?: readonly Button[];
}
