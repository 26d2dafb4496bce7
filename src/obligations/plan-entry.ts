import { defineObligation } from "../model/define-obligation.ts";
import { byPlan } from "./meet/by-plan.ts";
import { missingRow } from "./meet/missing-row.ts";

export default defineObligation({
  kind: "plan-entry",
  title: "An approved plan names the change",
  meet: (finding, context) =>
    byPlan(
      finding,
      "plan-entry",
      context,
      ({ plan, entry }) => ({
        evidence: {
          what: `\`${plan.title}\` plans it (${entry.change})`,
          place: entry.place,
          side: "head",
          verified: false,
        },
      }),
      () => missingRow(finding, context),
    ),
});
