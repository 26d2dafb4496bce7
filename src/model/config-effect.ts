import type { ConfigError } from "./config.ts";
import type { Level } from "./level.ts";
import type { Conclusion } from "./verdict.ts";

/** What a pull request that edits the gate's configuration would change once it is merged. It holds nothing. */
export interface ConfigEffect {
  readonly path: string;
  /** Mistakes in the new file: then it would not count at all. */
  readonly errors: readonly ConfigError[];
  readonly settings: readonly { readonly key: string; readonly before?: string; readonly after?: string }[];
  /** This pull request, judged by the base branch's file and by its own. */
  readonly own?: TwiceJudged;
  /** Other open pull requests into the branch, by grammar alone; absent where they could not be looked at. */
  readonly others?: readonly (TwiceJudged & { readonly pull: number })[];
}

/** One change under two configurations. */
export interface TwiceJudged {
  readonly before: Conclusion;
  readonly after: Conclusion;
  /** Findings that are judged otherwise. */
  readonly findings: readonly {
    readonly rule: string;
    readonly subject: string;
    /** Absent where it is not told: off, waived or not looked at. */
    readonly before?: Level;
    readonly after?: Level;
  }[];
}
