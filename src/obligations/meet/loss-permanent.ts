import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import { covers } from "./covers.ts";

/** Does the plan that speaks of the finding call its loss permanent? Then a person signs for it, and no archive is asked for. */
export const isLossPermanent = (finding: Finding, context: ObligationContext): boolean =>
  covers(finding, context)[0]?.plan.rollback?.dataLoss?.class === "permanent";
