import type { Expr } from "./query.ts";
import type { Plan, SelectPlan } from "./resolve/plan.ts";
import { walkPlans } from "./walk-plans.ts";

/**
 * Names that two relations of a query give, where it says the name alone, and those that it gives twice itself. Behind GROUP
 * BY, HAVING and ORDER BY a name may mean what the query gives.
 */
export function clashesIn(plan: Plan): readonly string[] {
  const found = new Set<string>();
  walkPlans(plan, (one) => {
    if (one.kind === "select") for (const name of ambiguousIn(one)) found.add(name);
  });
  const seen = new Map<string, number | undefined>();
  for (const output of plan.kind === "select" ? plan.outputs : []) {
    if (output.kind === "star" || output.name === "") continue;
    const slot = output.ref?.kind === "slot" ? output.ref.slot : undefined;
    // One relation that is documented with a name twice gives it once.
    if (seen.has(output.key) && (slot === undefined || seen.get(output.key) !== slot)) found.add(output.key);
    seen.set(output.key, slot);
  }
  return [...found].toSorted();
}

function ambiguousIn({ query, slots, outputs, refs }: SelectPlan): readonly string[] {
  const go = (expr: Expr): readonly string[] => {
    if (expr.kind === "call") return expr.args.flatMap(go);
    const ref = expr.kind === "column" ? refs.get(expr) : undefined;
    return ref?.kind === "lost" && ref.certain === true ? [ref.name] : [];
  };
  const made = outputs.flatMap(({ expr }) => (expr === undefined ? [] : [expr]));
  return [...made, ...query.where, ...slots.flatMap(({ on }) => on)].flatMap(go);
}
