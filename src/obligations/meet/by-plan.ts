import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Evidence, Obligation, ObligationKind } from "../../model/obligation.ts";
import type { Plan } from "../../model/plan.ts";
import { met, owed } from "./answer.ts";
import { covers, type Cover } from "./covers.ts";
import { where } from "./row-words.ts";

/** What a row of a plan offers: evidence, or the step that it still needs. `person` where that step is a person's act. */
export type Offer = { readonly evidence: Evidence } | { readonly lacks: string; readonly person?: boolean };

/** Ask every row that speaks of the finding. An approved plan meets; a draft never does, however good it is. */
export function byPlan(
  finding: Finding,
  kind: ObligationKind,
  context: ObligationContext,
  ask: (cover: Cover) => Offer,
  without: () => string,
): Obligation {
  const offers = covers(finding, context).map((cover) => ({ plan: cover.plan, offer: ask(cover) }));
  for (const { plan, offer } of offers)
    if (plan.status === "approved" && "evidence" in offer) return met(finding, kind, offer.evidence);
  for (const { plan, offer } of offers)
    if ("evidence" in offer)
      return owed(finding, kind, toApprove(plan), plan.status === "draft" && plan.defects.length === 0);
  const [first] = offers;
  if (first === undefined || "evidence" in first.offer) return owed(finding, kind, without());
  return owed(finding, kind, first.offer.lacks, first.offer.person === true && first.plan.defects.length === 0);
}

function toApprove({ place, defects }: Plan): string {
  const [first] = defects;
  if (first === undefined) return `\`${place.path}\` is a draft: its owner has to agree and set \`status: approved\``;
  return `\`${place.path}\` is not approved, and not complete yet (${where(first.place)}, ${first.part}: ${first.detail}); complete it, then set \`status: approved\``;
}
