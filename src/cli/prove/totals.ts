import type { ProofResult } from "../../model/observation.ts";

export type ProofTotals = Readonly<Record<ProofResult, number>>;

export const proofTotals = (results: readonly ProofResult[]): ProofTotals => {
  const totals = { exact: 0, differs: 0, fails: 0, "not-provable": 0 };
  for (const result of results) totals[result]++;
  return totals;
};
