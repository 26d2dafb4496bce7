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
      kinds.filter(({ kind }) => finding.owes.includes(kind)).map((kind) => kind.meet(finding, world)),
    );
}
