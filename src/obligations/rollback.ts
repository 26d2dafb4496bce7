import { defineObligation, type ObligationContext } from "../model/define-obligation.ts";
import type { Finding } from "../model/finding.ts";
import type { Migration } from "../model/migration.ts";
import type { Plan, RollbackSection } from "../model/plan.ts";
import { met } from "./meet/answer.ts";
import { byPlan, type Offer } from "./meet/by-plan.ts";
import type { Cover } from "./meet/covers.ts";
import { findMigration } from "./meet/find-migration.ts";
import { inverts } from "./meet/inverts.ts";
import { faultOf, proofOf } from "./meet/proof-of.ts";
import { refusedDown } from "./meet/refused-down.ts";
import { refusedSteps } from "./meet/refused-steps.ts";
import { planWords, where } from "./meet/row-words.ts";

export default defineObligation({
  kind: "rollback",
  title: "There is a way back",
  meet(finding, context) {
    const migration = findMigration(finding, context);
    const proof = proofOf(migration, context);
    const run = faultOf(proof, finding);
    if (proof?.result === "exact" && run === undefined)
      return met(finding, "rollback", {
        what: "executed: up, down, catalogs equal",
        place: { path: migration?.down ?? finding.place.path, line: 1 },
        side: "head",
        verified: true,
      });
    // What was run is known; the text alone has to be looked at.
    const fault = run ?? (migration === undefined ? undefined : refusedDown(migration, context));
    if (migration?.down !== undefined && fault === undefined && inverts(migration, finding, context))
      return met(finding, "rollback", {
        what: "the down migration's statements invert the change",
        place: { path: migration.down, line: 1 },
        side: "head",
        verified: true,
      });
    const led = (text: string): string => (fault === undefined ? text : `${fault}. ${text}`);
    return byPlan(
      finding,
      "rollback",
      context,
      (cover) => stated(cover, led, finding, context),
      () =>
        led(
          `${firstStep(migration, fault, finding.subject)}a Rollback section with an objective trigger (metric, threshold, window) and steps to ${planWords(finding, context)}`,
        ),
    );
  },
});

/** Where the tool has downs, the down is the shorter way. */
function firstStep(migration: Migration | undefined, fault: string | undefined, subject: string): string {
  if (migration?.down !== undefined && fault !== undefined) return `Mend \`${migration.down}\`, or add `;
  return migration?.downsUsual === true ? `Add a down migration that restores \`${subject}\`, or ` : "Add ";
}

/** The plan's own words: a trigger that anyone would read the same way, and steps. */
function stated(
  { plan, entry }: Cover,
  led: (text: string) => string,
  finding: Finding,
  context: ObligationContext,
): Offer {
  const { rollback } = plan;
  if (rollback === undefined)
    return {
      lacks: led(`Add a Rollback section to \`${plan.place.path}\`: a trigger (metric, threshold, window) and steps`),
    };
  const lacks = missingTrigger(plan);
  if (lacks !== undefined) return { lacks: led(lacks) };
  const steps = rollback.steps.length > 0 ? rollback.steps : entry.rollback === undefined ? [] : [entry.rollback];
  if (steps.length === 0) return { lacks: led(`Write the rollback's steps at ${where(rollback.place)}`) };
  const refused = refusedSteps(plan, steps, finding, context) ?? lostForGood(rollback, finding);
  if (refused !== undefined) return { lacks: led(refused) };
  const { trigger } = rollback;
  return {
    evidence: {
      what: `Rollback section: ${trigger?.text.replaceAll(/\s+/g, " ") ?? ""}`,
      place: trigger?.place ?? rollback.place,
      side: "head",
      verified: false,
    },
  };
}

/** Where the finding itself owes no archive, nobody else asks who accepts what the way back loses. */
function lostForGood({ dataLoss, restoreFrom, acceptedBy }: RollbackSection, { owes }: Finding): string | undefined {
  if (dataLoss?.class !== "permanent" || restoreFrom !== undefined || acceptedBy !== undefined) return undefined;
  if (owes.includes("sign-off")) return undefined;
  return `The way back loses data for good: name where it is restored from (\`- Restore from: …\`), or the person who accepts the loss (\`- Accepted by: …\`), at ${where(dataLoss.place)}`;
}

function missingTrigger({ rollback }: Plan): string | undefined {
  const trigger = rollback?.trigger;
  if (rollback === undefined) return undefined;
  if (trigger === undefined)
    return `Write the rollback's trigger (metric, threshold, window) at ${where(rollback.place)}`;
  const missing = (["metric", "threshold", "window"] as const).filter((part) => trigger[part] === undefined);
  if (missing.length === 0) return undefined;
  return `Name the trigger's ${missing.join(", ").replace(/, (?=\w+$)/, " and ")} at ${where(trigger.place)}, for example "error rate of the API above 1 % for 10 minutes"`;
}
