import type { ObligationRule } from "../model/define-obligation.ts";
import type { Finding } from "../model/finding.ts";
import type { Obligation } from "../model/obligation.ts";
import type { AnyRule, Context } from "../model/rule.ts";

/** What the blocking findings owe, each kind asked for what meets it. */
export function oblige(
  findings: readonly Finding[],
  context: Context,
  kinds: readonly ObligationRule[],
  rules: readonly AnyRule[],
): Obligation[] {
  const world = { ...context, findings, rules: new Map(rules.map((rule) => [rule.id, rule])) };
  return findings
    .filter(({ level }) => level === "block")
    .flatMap((finding) =>
      kinds
        .filter((rule) => finding.owes.includes(rule.kind) && (rule.due?.(finding, world) ?? true))
        .map((rule) => rule.meet(finding, world)),
    );
}
