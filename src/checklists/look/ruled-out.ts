import { isExcused } from "./vague.ts";

const NOT = String.raw`(?:none|n\/a|not (?:needed|applicable|necessary)|no)`;

/** "Backfill: none, since the table is new", "No rollback, because nobody reads it yet": said not to be done, with its reason. */
export function isRuledOut(text: string, topic: RegExp): boolean {
  const behind = new RegExp(String.raw`(?:${topic.source})\s*(?:[:,–—-]|is)\s*${NOT}\b`, "i");
  const before = new RegExp(String.raw`^\W*no (?:\w+ )?(?:${topic.source})`, "i");
  return (behind.test(text) || before.test(text)) && isExcused(text);
}
