import type { Output, Plan } from "../resolve/plan.ts";
import { outputRow } from "../resolve/output-row.ts";
import { isBare } from "./simple.ts";

/** A column that a query gives in the end, and the output of the query that makes it. */
export interface Seen {
  readonly name: string;
  readonly key: string;
  readonly at?: number;
  readonly output: number;
}

/** A query without those around it that only pass it on. */
export interface View {
  readonly plan: Plan;
  readonly columns: readonly Seen[];
  /** Stars, and what they leave out. */
  readonly stars: readonly { readonly output: number; readonly except: ReadonlySet<string>; readonly at: number }[];
}

/** Goes in to the query that decides the rows: `with final as (…) select * from final` is `final`. */
export function viewOf(top: Plan): View {
  let plan = top;
  let outputs: readonly (Output & { readonly from: number })[] = top.outputs.map((output, from) => ({
    ...output,
    from,
  }));
  for (;;) {
    const [slot] = plan.kind === "select" && isBare(plan) ? plan.slots : [];
    if (slot?.from.kind !== "plan" || slot.loose) break;
    const below = slot.from.plan;
    const passed = outputs.map((output) => passedOn(output, plan));
    if (passed.includes(undefined)) break;
    outputs = passed.filter((one) => one !== undefined);
    plan = below;
  }
  return {
    plan,
    columns: outputs.flatMap((one) =>
      one.kind === "column"
        ? [{ name: one.name, key: one.key, output: one.from, ...(one.at !== undefined && { at: one.at }) }]
        : [],
    ),
    stars: outputs.flatMap((one, at) =>
      one.kind === "star" ? [{ output: one.from, except: excepted(one, plan), at }] : [],
    ),
  };
}

type Traced = Output & { readonly from: number };

/** The same output of the query below, where this one only passes it on. */
function passedOn(output: Traced, plan: Plan): Traced | undefined {
  if (plan.kind !== "select") return undefined;
  const own = plan.outputs[output.from];
  if (own === undefined) return undefined;
  if (own.kind === "star")
    return own.slot < 0 || output.kind !== "star"
      ? undefined
      : { ...output, except: new Set([...output.except, ...own.except]), from: own.item };
  const ref =
    own.expr === undefined
      ? own.ref
      : own.expr.kind === "column" && own.expr.parts.length < 3
        ? plan.refs.get(own.expr)
        : undefined;
  if (ref?.kind !== "slot" || ref.up > 0) return undefined;
  const [slot] = plan.slots;
  const below = slot?.from.kind === "plan" ? slot.from.plan.outputs[ref.item] : undefined;
  // A column that a star holds is not an output of its own.
  return below?.kind === "column" ? { ...output, from: ref.item } : undefined;
}

/** All that a star leaves out, on its way from the relation to the end. */
function excepted(star: Extract<Traced, { kind: "star" }>, plan: Plan): ReadonlySet<string> {
  const item = outputRow(plan)[star.from];
  return new Set([...star.except, ...(item?.kind === "star" ? item.except : [])]);
}
