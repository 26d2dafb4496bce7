import type { Expr } from "../query.ts";
import type { Plan, Ref } from "../resolve/plan.ts";
import { viewOf } from "./view.ts";
import type { Leaf, Scope } from "./scope.ts";
import type { Writer } from "./writer.ts";

/** Does a join find at most one row, since its relation has one for each of the columns that are compared? */
export function uniqueBy({ slot, on, using }: Leaf, writer: Writer): boolean {
  if (slot.from.kind !== "plan" || slot.loose) return false;
  const compared = new Set([
    ...on.flatMap(({ expr, scope }) => comparedWith(expr, scope, slot.from)),
    ...using.list.flatMap(({ right }) => (right.kind === "slot" ? [right.item] : [])),
  ]);
  const keys = keysOf(slot.from.plan, writer);
  return keys !== undefined && keys.every((key) => compared.has(key));
}

/** Items of a relation that a condition wants to be equal to something. */
function comparedWith(expr: Expr, scope: Scope, from: unknown): readonly number[] {
  if (expr.kind !== "call") return [];
  if (expr.op === "and") return expr.args.flatMap((arg) => comparedWith(arg, scope, from));
  if (expr.op !== "eq") return [];
  return expr.args.flatMap((arg) => {
    const ref: Ref | undefined = arg.kind === "column" ? scope.plan.refs.get(arg) : undefined;
    return ref?.kind === "slot" && ref.up === 0 && scope.plan.slots[ref.slot]?.from === from ? [ref.item] : [];
  });
}

/** Outputs that tell a query's rows apart: its grouping keys, or all columns of a DISTINCT; undefined where the text does not say. */
export function keysOf(top: Plan, writer: Writer): readonly number[] | undefined {
  const { plan, columns } = viewOf(top);
  if (plan.kind !== "select" || plan.outputs.some(({ kind }) => kind === "star")) return undefined;
  const { group, distinct } = writer.rows(plan);
  const texts = plan.outputs.map((_, i) => writer.output(plan, i));
  const keys =
    group?.map((text) => texts.indexOf(text)) ??
    (distinct === undefined || distinct.includes("on") ? undefined : texts.keys().toArray());
  if (keys === undefined || keys.includes(-1)) return undefined;
  // Where the query is only passed on, its columns stand elsewhere.
  const outside = keys.map((key) => columns.find(({ output }) => output === key)?.key);
  const at = outside.map((key) => top.outputs.findIndex((output) => output.kind === "column" && output.key === key));
  return at.includes(-1) ? undefined : at;
}
