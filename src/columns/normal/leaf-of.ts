import type { Expr } from "../query.ts";
import type { Ref } from "../resolve/plan.ts";
import type { Scope } from "./scope.ts";

/** What an expression means where it is nothing but a name. */
export const refOf = (expr: Expr, { plan }: Scope): Ref | undefined => {
  const ref = expr.kind === "column" ? plan.refs.get(expr) : undefined;
  return ref?.kind === "slot" && expr.kind === "column" && (ref.took ?? expr.parts.length) !== expr.parts.length
    ? undefined
    : ref;
};

/** The relation and its column that a name means in the end, through queries that only pass it on. */
export function leafOf(
  ref: Ref | undefined,
  scope: Scope,
): { readonly leaf: number; readonly key: string } | undefined {
  if (ref?.kind !== "slot" || ref.up > 0) return undefined;
  const cell = scope.cells[ref.slot];
  if (cell === undefined) return undefined;
  if (cell.kind === "leaf") return { leaf: cell.leaf, key: ref.key };
  const output = cell.scope.plan.outputs[ref.item];
  if (output === undefined) return undefined;
  if (output.kind === "star")
    return output.slot < 0
      ? undefined
      : leafOf({ kind: "slot", up: 0, slot: output.slot, item: output.item, key: ref.key }, cell.scope);
  return leafOf(output.expr === undefined ? output.ref : refOf(output.expr, cell.scope), cell.scope);
}
