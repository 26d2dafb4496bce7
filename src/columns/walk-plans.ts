import type { Plan, SelectPlan, Slot } from "./resolve/plan.ts";

/** Every query that takes part in a plan, each once, with the SELECTs around it (the nearest first). */
export function walkPlans(plan: Plan, visit: (plan: Plan, path: readonly SelectPlan[]) => void): void {
  const seen = new Set<Plan>();
  const go = (one: Plan, path: readonly SelectPlan[]): void => {
    if (seen.has(one)) return;
    seen.add(one);
    visit(one, path);
    if (one.kind === "set") for (const branch of one.branches) go(branch.plan, path);
    if (one.kind !== "select") return;
    for (const slot of one.slots) for (const inner of plansOf(slot)) go(inner, [one, ...path]);
    for (const inner of one.queries.values()) go(inner, [one, ...path]);
  };
  go(plan, []);
}

/** The queries that a relation of a FROM clause stands for. */
function plansOf({ from }: Slot): readonly Plan[] {
  if (from.kind === "plan") return [from.plan];
  return from.kind === "pivot" || from.kind === "unpivot" ? plansOf(from.of) : [];
}
