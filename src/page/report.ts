import type { Estimate } from "../estimate/document.ts";
import type { Verdict } from "../model/verdict.ts";
import { frame, type FramedLine, type SourceOf } from "../render/frame.ts";

/** One pull request's answer with all that its page shows: plain data, kept in the store as JSON. */
export interface Report {
  readonly version: 1;
  readonly repository: { readonly id: number; readonly name: string; readonly web: string };
  readonly pull: number;
  /** Commits: where head left the base branch, and head. */
  readonly base: string;
  readonly head: string;
  readonly verdict: Verdict;
  /** Fingerprint → the lines that the finding is about. */
  readonly frames: Readonly<Record<string, readonly FramedLine[]>>;
  /** Of the plans that the pull request adds or edits. */
  readonly estimates: readonly Estimate[];
}

/** The lines of every finding, waived ones too, where the text is at hand. */
export function framesOf({ findings, waived }: Verdict, sourceOf: SourceOf): Report["frames"] {
  const all = [...findings, ...waived.map(({ finding }) => finding)];
  return Object.fromEntries(
    all.flatMap((finding) => {
      const lines = frame(finding, sourceOf);
      return lines.length === 0 ? [] : [[finding.fingerprint, lines] as const];
    }),
  );
}
