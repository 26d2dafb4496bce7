import { defineObligation } from "../model/define-obligation.ts";
import type { Migration } from "../model/migration.ts";
import type { Plan } from "../model/plan.ts";
import { met } from "./meet/answer.ts";
import { byPlan, type Offer } from "./meet/by-plan.ts";
import type { Cover } from "./meet/covers.ts";
import { findMigration } from "./meet/find-migration.ts";
import { inverts } from "./meet/inverts.ts";
import { faultOf, proofOf } from "./meet/proof-of.ts";
import { planToWrite, where } from "./meet/row-words.ts";

export default defineObligation({
  kind: "rollback",
  title: "There is a way back",
  meet(finding, context) {
    const migration = findMigration(finding, context);
    const proof = proofOf(migration, context);
    const fault = faultOf(proof, finding);
    if (proof?.result === "exact" && fault === undefined)
      return met(finding, "rollback", {
        what: "executed: up, down, catalogs equal",
        place: { path: migration?.down ?? finding.place.path, line: 1 },
        side: "head",
        verified: true,
      });
    if (migration?.down !== undefined && fault === undefined && inverts(migration, finding, context))
      return met(finding, "rollback", {
        what: "the down migration's statements invert the change",
        place: { path: migration.down, line: 1 },
        side: "head",
        verified: true,
      });
    const led = (text: string): string => (fault === undefined ? text : `${fault}. ${text}`);
    const { path } = planToWrite(finding, context);
    return byPlan(
      finding,
      "rollback",
      context,
      (cover) => stated(cover, led),
      () =>
        led(
          `${firstStep(migration, fault, finding.subject)}a Rollback section with an objective trigger (metric, threshold, window) and steps to \`${path}\``,
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
function stated({ plan, entry }: Cover, led: (text: string) => string): Offer {
  const { rollback } = plan;
  if (rollback === undefined)
    return {
      lacks: led(`Add a Rollback section to \`${plan.place.path}\`: a trigger (metric, threshold, window) and steps`),
    };
  const lacks = missingTrigger(plan);
  if (lacks !== undefined) return { lacks: led(lacks) };
  const [step] = rollback.steps.length > 0 ? rollback.steps : entry.rollback === undefined ? [] : [entry.rollback];
  if (step === undefined) return { lacks: led(`Write the rollback's steps at ${where(rollback.place)}`) };
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

function missingTrigger({ rollback }: Plan): string | undefined {
  const trigger = rollback?.trigger;
  if (rollback === undefined) return undefined;
  if (trigger === undefined)
    return `Write the rollback's trigger (metric, threshold, window) at ${where(rollback.place)}`;
  const missing = (["metric", "threshold", "window"] as const).filter((part) => trigger[part] === undefined);
  if (missing.length === 0) return undefined;
  return `Name the trigger's ${missing.join(", ").replace(/, (?=\w+$)/, " and ")} at ${where(trigger.place)}, for example "error rate of the API above 1 % for 10 minutes"`;
}
