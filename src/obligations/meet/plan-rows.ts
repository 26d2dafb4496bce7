import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { AnyRule, Context, PlanRows } from "../../model/rule.ts";
import { isSpent } from "./counting-entries.ts";
import { isAbout } from "./covers.ts";
import { resolveEntry } from "./resolve-entry.ts";

/** What the rows of plans mean, for the rules: they judge plans, and only obligations know how a row is read. */
export function planRows(context: Context, findings: readonly Finding[], rules: readonly AnyRule[]): PlanRows {
  const world: ObligationContext = { ...context, findings, rules: new Map(rules.map((rule) => [rule.id, rule])) };
  return {
    subjects: (entry) => resolveEntry(entry, world),
    isSpent: (entry) => isSpent(entry, world),
    speaksOf: (entry, finding) => isAbout(entry, finding, world),
  };
}
