/** Kinds that describe what is there rather than what is to be done: they are kept current as long as it runs. */
export const standingKinds: ReadonlySet<string> = new Set([
  "pipeline-runbook",
  "pipeline-spec",
  "data-model-spec",
  "dag-spec",
  "data-quality-checklist",
]);
