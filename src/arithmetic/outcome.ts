import type { Place } from "../model/place.ts";
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

/** The lines of the figures that a result is held against, but for its own. */
export function fromLines(
  result: { readonly place: Place },
  others: readonly { readonly place: Place }[],
): { readonly from?: readonly number[] } {
  const lines = new Set(others.map(({ place }) => place.line));
  lines.delete(result.place.line);
  return lines.size === 0 ? {} : { from: [...lines].sort((one, other) => one - other) };
}
