import type { AnyRule } from "../model/rule.ts";

/** What a rule's page, the README's table and SARIF say of a rule. */
export type RuleFacts = Pick<AnyRule, "id" | "level" | "on" | "owes" | "aliases" | "docs" | "verdicts">;

/** Statements rather than a sentence: shown as a block of source. */
export const isSource = (instead: string): boolean => instead.includes("\n") || /;\s*$/.test(instead);

export const LEVEL_WORDS: Readonly<Record<AnyRule["level"], string>> = {
  block: "Holds the merge until what it owes is there",
  review: "For review; never holds a merge",
  off: "Off until the configuration gives it a level",
  notice: "A notice; never holds a merge",
  "block beside breaking": "Holds the merge when a breaking change stands in the same migration; else for review",
};
