import type { PlanSum } from "../model/plan-sum.ts";
import type { Comparison } from "./compare.ts";
import { inUnitOf } from "./figure.ts";
import type { Term } from "./term.ts";

export type Outcome = Pick<PlanSum, "verdict" | "expected" | "slip" | "convention">;

/** What a comparison says of a result, with the figure that comes out printed in the result's unit. */
export function outcomeOf(compared: Comparison, result: Term): Outcome {
  if (compared.verdict !== "wrong") return { verdict: compared.verdict };
  const { expected, slip, convention } = compared;
  return {
    verdict: "wrong",
    expected: inUnitOf(result, expected),
    ...(slip === undefined ? {} : { slip }),
    ...(convention === undefined ? {} : { convention }),
  };
}
