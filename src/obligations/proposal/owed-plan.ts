import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Obligation, ObligationKind } from "../../model/obligation.ts";
import type { OwedPlan, OwedRow } from "../../model/owed-plan.ts";
import type { PlannedAction } from "../../model/plan.ts";
import { spell } from "../../model/subject.ts";
import { actionOf } from "../meet/covers.ts";
import { findMigration } from "../meet/find-migration.ts";
import { keptRows } from "../meet/kept-rows.ts";
import { proofOf } from "../meet/proof-of.ts";
import { changeWords, planToWrite } from "../meet/row-words.ts";
import { tellable } from "../meet/tellable.ts";

const ROWS: ReadonlySet<ObligationKind> = new Set<ObligationKind>(["plan-entry", "window"]);
const CONTRACTING: ReadonlySet<PlannedAction> = new Set<PlannedAction>([
  "drop",
  "remove",
  "rename",
  "retype",
  "require",
]);

/** The rows that a plan still has to hold for this change; undefined where none is missing. */
export function owedPlan(obligations: readonly Obligation[], context: ObligationContext): OwedPlan | undefined {
  const unmet = Map.groupBy(
    obligations.filter(({ met }) => !met),
    ({ fingerprint }) => fingerprint,
  );
  const lacks = ({ fingerprint }: Finding): readonly ObligationKind[] =>
    (unmet.get(fingerprint) ?? []).map(({ kind }) => kind);
  const findings = context.findings.filter((finding) => lacks(finding).some((kind) => ROWS.has(kind)));
  const [first] = findings;
  if (first === undefined) return undefined;
  return { ...planToWrite(first, context), rows: findings.map((finding) => row(finding, lacks(finding), context)) };
}

function row(finding: Finding, lacks: readonly ObligationKind[], context: ObligationContext): OwedRow {
  const migration = findMigration(finding, context);
  const [kept] = finding.owes.includes("archive") ? keptRows(finding, context).filter(({ complete }) => complete) : [];
  const { differences = [] } = proofOf(migration, context) ?? {};
  const contracts = !lacks.includes("window") && CONTRACTING.has(actionOf(finding, context));
  return {
    fingerprint: finding.fingerprint,
    change: changeWords(finding, context),
    phase: contracts ? "contract" : "migrate",
    ...(migration === undefined ? {} : { migration: migration.id }),
    up: migration?.up ?? finding.place.path,
    ...(migration?.down === undefined ? {} : { down: migration.down }),
    ...(differences.length === 0 ? {} : { unrestored: differences }),
    ...(kept === undefined ? {} : { kept: spell(kept.relation) }),
    lacks,
    tell: lacks.includes("consumers") ? tellable(finding).map(({ id }) => id) : [],
  };
}
