import type { PullNow } from "../../model/command.ts";
import type { Shown } from "../../model/shown.ts";
import { code } from "../../render/escape.ts";

/** `@` and the first digits of a commit. */
const EXACT = /^@([0-9a-f]{7,40})$/i;

/** The words without the commit that some of them may name. */
export function parted(words: readonly string[]): { readonly words: readonly string[]; readonly commit?: string } {
  const commit = words.map((word) => EXACT.exec(word)?.[1]).find((found) => found !== undefined);
  const rest = words.filter((word) => !EXACT.test(word));
  return commit === undefined ? { words: rest } : { words: rest, commit: commit.toLowerCase() };
}

const short = (sha: string): string => code(sha.slice(0, 7));

/**
 * What the comment is about, or why that is not certain. A comment names no commit: it is about the head that our last answer
 * showed when it was written. Where the head moved in between, its writer has not seen what would be let pass.
 */
export function headBound({ head, shown, seen }: PullNow, commit: string | undefined): Shown | string {
  if (commit !== undefined && !head.startsWith(commit))
    return `Nothing was done: you spoke of ${short(commit)}, and the head is ${short(head)} by now. Look at the answer about that, then say it again.`;
  if (shown === undefined)
    return `Nothing was done: no answer about the head ${short(head)} was shown yet. Wait for it, look at it, then say it again.`;
  if (seen || commit !== undefined) return shown;
  return `Nothing was done: the head moved to ${short(head)} while you wrote, so this may be about an answer that is gone. Look again, then repeat it; with ${code(`@${head.slice(0, 7)}`)} at its end it is about that commit and no other.`;
}
