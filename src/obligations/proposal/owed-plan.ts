import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Obligation } from "../../model/obligation.ts";
import type { OwedPlan, OwedRow } from "../../model/owed-plan.ts";
import type { PlannedAction } from "../../model/plan.ts";
import { spell } from "../../model/subject.ts";
import { actionOf } from "../meet/covers.ts";
import { findMigration } from "../meet/find-migration.ts";
import { keptRows } from "../meet/kept-rows.ts";
import { changeWords, planToWrite } from "../meet/row-words.ts";

const CONTRACTING: ReadonlySet<PlannedAction> = new Set<PlannedAction>([
  "drop",
  "remove",
  "rename",
  "retype",
  "require",
]);

/** The rows that a plan still has to hold for this change; undefined where none is missing. */
export function owedPlan(obligations: readonly Obligation[], context: ObligationContext): OwedPlan | undefined {
  const owing = new Map<string, boolean>();
  for (const { fingerprint, kind, met } of obligations)
    if (!met && (kind === "plan-entry" || kind === "window"))
      owing.set(fingerprint, owing.get(fingerprint) === true || kind === "window");
  const findings = context.findings.filter(({ fingerprint }) => owing.has(fingerprint));
  const [first] = findings;
  if (first === undefined) return undefined;
  return {
    ...planToWrite(first, context),
    rows: findings.map((finding) => row(finding, owing.get(finding.fingerprint) === true, context)),
  };
}

function row(finding: Finding, window: boolean, context: ObligationContext): OwedRow {
  const migration = findMigration(finding, context);
  const [kept] = finding.owes.includes("archive") ? keptRows(finding, context).filter(({ complete }) => complete) : [];
  return {
    fingerprint: finding.fingerprint,
    change: changeWords(finding, context),
    phase: !window && CONTRACTING.has(actionOf(finding, context)) ? "contract" : "migrate",
    ...(migration === undefined ? {} : { migration: migration.id }),
    up: migration?.up ?? finding.place.path,
    ...(migration?.down === undefined ? {} : { down: migration.down }),
    ...(kept === undefined ? {} : { kept: spell(kept.relation) }),
    window,
  };
}
