import type { SelectPlan } from "../resolve/plan.ts";
import { aggregates, makesRows, windowed } from "./kinds-of-calls.ts";

/** Each row of it is a row of what it reads: it only chooses rows and reckons columns. */
export function isSimple({ query, outputs, slots }: SelectPlan): boolean {
  const shapes =
    query.group.length +
    query.having.length +
    query.qualify.length +
    query.limit.length +
    query.extra.length +
    query.distinctOn.length;
  if (shapes > 0 || query.groupAll || query.distinct || query.as !== undefined || slots.length === 0) return false;
  return outputs.every(({ expr }) => expr === undefined || !(aggregates(expr) || windowed(expr) || makesRows(expr)));
}

/** It only passes one relation on, with other columns perhaps. */
export const isBare = (plan: SelectPlan): boolean =>
  plan.slots.length === 1 && plan.query.where.length === 0 && isSimple(plan);
