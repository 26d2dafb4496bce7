import type { Finding } from "./finding.ts";
import type { Obligation, ObligationKind } from "./obligation.ts";
import type { AnyRule, Context } from "./rule.ts";

/** What an obligation may know beside the finding that owes it. */
export interface ObligationContext extends Context {
  readonly findings: readonly Finding[];
  /** Rules by id: a plan speaks of a rule's action, and a remedy of its safe form. */
  readonly rules: ReadonlyMap<string, Pick<AnyRule, "action" | "docs">>;
}

/** One kind of obligation, declared once: what meets it, or the shortest exact next step. */
export interface ObligationRule {
  readonly kind: ObligationKind;
  readonly title: string;
  /** Not every change of a rule owes all that the rule says: false where there is nobody to tell, or nothing to fill. */
  due?(finding: Finding, context: ObligationContext): boolean;
  meet(finding: Finding, context: ObligationContext): Obligation;
}

export const defineObligation = (obligation: ObligationRule): ObligationRule => obligation;
