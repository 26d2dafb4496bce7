import type { Output, Plan } from "./plan.ts";
import type { RowItem } from "./row.ts";

const known = new WeakMap<Plan, readonly RowItem[]>();

/** What a query gives to the one that reads it, in the order of its outputs. */
export function outputRow(plan: Plan): readonly RowItem[] {
  const row = known.get(plan) ?? plan.outputs.map((output) => itemOf(output, plan));
  known.set(plan, row);
  return row;
}

function itemOf(output: Output, plan: Plan): RowItem {
  if (output.kind === "column") return { kind: "column", key: output.key, name: output.name };
  const from = plan.kind === "select" ? plan.slots[output.slot]?.row[output.item] : branchItem(plan, output.item);
  if (from?.kind !== "star") return { kind: "star", of: "?", except: output.except };
  return { ...from, except: new Set([...from.except, ...output.except]) };
}

/** A star of a union is that of its first branch. */
function branchItem(plan: Plan, index: number): RowItem | undefined {
  const [first] = plan.kind === "set" ? plan.branches : [];
  return first === undefined ? undefined : outputRow(first.plan)[first.at[index] ?? -1];
}
