import type { Branch, SetPlan } from "../resolve/plan.ts";

/** Branches of a union, those of a union inside of it in its place. */
export const branchesOf = (plan: SetPlan): readonly Branch[] =>
  plan.branches.flatMap((branch): readonly Branch[] => {
    const { plan: inner, at } = branch;
    const same = inner.kind === "set" && inner.op === plan.op && inner.all === plan.all && inner.limit.length === 0;
    if (!same || plan.op === "except") return [branch];
    return branchesOf(inner).map((one) => ({ plan: one.plan, at: at.map((index) => one.at[index] ?? -1) }));
  });
