import type { Expr } from "../query.ts";
import type { Plan, Ref, SelectPlan } from "../resolve/plan.ts";

/**
 * Does a column rest on a name without a relation that several relations may give, since their columns are not known? Then it
 * cannot be told from the text whether it is another column than on the other side.
 */
export function hasOpenName(
  plan: Plan,
  index: number,
  seen: Set<string> = new Set(),
  ids = new Map<Plan, number>(),
): boolean {
  const id = ids.get(plan) ?? ids.size;
  ids.set(plan, id);
  if (seen.has(`${id}.${index}`)) return false;
  seen.add(`${id}.${index}`);
  const output = plan.outputs[index];
  if (plan.kind === "set")
    return plan.branches.some(({ plan: one, at }) => hasOpenName(one, at[index] ?? -1, seen, ids));
  if (plan.kind !== "select" || output?.kind !== "column") return false;
  const below = (ref: Ref | undefined): boolean =>
    isOpen(ref) || leads(plan, ref, (one, at) => hasOpenName(one, at, seen, ids));
  const go = (expr: Expr): boolean => {
    if (expr.kind === "call") return expr.args.some(go);
    return expr.kind === "column" && below(plan.refs.get(expr));
  };
  return output.expr === undefined ? below(output.ref) : go(output.expr);
}

const isOpen = (ref: Ref | undefined): boolean =>
  ref?.kind === "lost" && ref.why === "ambiguous" && ref.certain !== true;

function leads(plan: SelectPlan, ref: Ref | undefined, ask: (plan: Plan, at: number) => boolean): boolean {
  if (ref?.kind === "merged") return ref.refs.some((one) => leads(plan, one, ask));
  if (ref?.kind === "output") return ref.up === 0 && ask(plan, ref.index);
  if (ref?.kind !== "slot" || ref.up > 0) return false;
  const slot = plan.slots[ref.slot];
  return slot?.from.kind === "plan" && !slot.loose && ask(slot.from.plan, ref.item);
}
