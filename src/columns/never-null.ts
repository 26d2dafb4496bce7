import type { Expr } from "./query.ts";
import type { Plan, Ref, SelectPlan, Slot } from "./resolve/plan.ts";

const NEVER =
  /^(?:count|count_if|row_number|rank|dense_rank|n_tile|exists|is_null|is_true|is_false|current_date|current_timestamp|array_agg|struct|array_func)$/;
/** NULL only where an argument is. */
const STRICT =
  /^(?:add|sub|mul|concat|upper|lower|trim|l_trim|r_trim|length|abs|neg|md5|eq|neq|lt|lte|gt|gte|and|or|not|cast|substring|replace|date_trunc|round|floor|ceil)$/;

/** Is an expression sure to give a value in every row? */
export function neverNull(expr: Expr, plan: SelectPlan): boolean {
  switch (expr.kind) {
    case "literal":
      return expr.type !== "null";
    case "column": {
      const ref = plan.refs.get(expr);
      return (
        ref !== undefined && (ref.kind !== "slot" || (ref.took ?? 1) === expr.parts.length) && refNeverNull(ref, plan)
      );
    }
    case "call":
      return callNeverNull(expr, plan);
    default:
      return false;
  }
}

/** Is a column of a query sure to have a value in every row? */
export function outputNeverNull(plan: Plan, index: number): boolean {
  const answers = known.get(plan) ?? new Map<number, boolean>();
  known.set(plan, answers);
  const before = answers.get(index);
  if (before !== undefined) return before;
  answers.set(index, false);
  const answer = given(plan, index);
  answers.set(index, answer);
  return answer;
}

/** Columns are made of columns, each of them asked again and again. */
const known = new WeakMap<Plan, Map<number, boolean>>();

function given(plan: Plan, index: number): boolean {
  if (plan.kind === "set")
    return plan.branches.every(({ plan: branch, at }) => outputNeverNull(branch, at[index] ?? -1));
  const output = plan.outputs[index];
  if (plan.kind !== "select" || output?.kind !== "column") return false;
  if (output.expr !== undefined) return neverNull(output.expr, plan);
  return output.ref !== undefined && refNeverNull(output.ref, plan);
}

function callNeverNull({ op, args, text }: Extract<Expr, { kind: "call" }>, plan: SelectPlan): boolean {
  if (NEVER.test(op)) return true;
  if (op === "window_function") return args[0] !== undefined && neverNull(args[0], plan);
  if (op === "coalesce" || op === "nvl" || op === "if_null" || op === "ifnull")
    return args.some((arg) => neverNull(arg, plan));
  if (op === "case") return text.includes("else_:") && branches(text, args).every((arg) => neverNull(arg, plan));
  if (op === "if_func") return args.length === 3 && args.slice(1).every((arg) => neverNull(arg, plan));
  return STRICT.test(op) && args.length > 0 && args.every((arg) => neverNull(arg, plan));
}

/** What a CASE may give: behind each WHEN, and the ELSE. */
function branches(text: string, args: readonly Expr[]): readonly Expr[] {
  const list = text.includes("operand:") ? args.slice(1) : args;
  return list.filter((_, i) => i % 2 === 1 || i === list.length - 1);
}

function refNeverNull(ref: Ref, plan: SelectPlan): boolean {
  if (ref.kind === "merged") return ref.refs.some((one) => refNeverNull(one, plan));
  if (ref.kind === "output") return ref.up === 0 && outputNeverNull(plan, ref.index);
  if (ref.kind !== "slot" || ref.up > 0) return false;
  const slot = plan.slots[ref.slot];
  if (slot === undefined || maybeMissing(slot, plan)) return false;
  const row = slot.row[ref.item];
  if (row?.kind === "column" && row.nullable === false) return true;
  return slot.from.kind === "plan" && !slot.loose && outputNeverNull(slot.from.plan, ref.item);
}

/** May an outer join leave a relation out of a row? */
function maybeMissing(slot: Slot, { slots }: SelectPlan): boolean {
  const after = slots.slice(slots.indexOf(slot) + 1);
  return slot.how === "left" || slot.how === "full" || after.some(({ how }) => how === "right" || how === "full");
}
