/** Rows of the requirements that nothing answers in full yet. The list only gets shorter. */
export const notYet: ReadonlySet<number> = new Set([]);

/** Kinds of plan whose headings and items are still being fitted to their good examples. The list only gets shorter. */
export const kindsNotYet: ReadonlySet<string> = new Set([]);

/** Good plans in a stranger's words of which something wrong is still said. The list only gets shorter. */
export const plansNotYet: ReadonlySet<string> = new Set([
  "dag-spec/stranger/plans/cdr-daily.md",
  "data-plan/stranger/plans/claim-reserves.md",
  "data-plan/stranger/plans/kerb-trips.md",
  "design-spec/stranger/plans/meter-intake.md",
  "design-spec/stranger/plans/points-ledger.md",
  "pipeline-blueprint/stranger/plans/stays.md",
  "pipeline-runbook/stranger/plans/crm-pipeline.md",
  "workflow-plan/stranger/plans/click-fraud.md",
]);
