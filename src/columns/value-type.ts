import type { Expr, LiteralExpr } from "./query.ts";
import type { SelectPlan } from "./resolve/plan.ts";

const BOOLEAN =
  /^(?:eq|neq|lt|lte|gt|gte|and|or|not|in|between|is_null|is_true|is_false|is|like|i_like|exists|regexp_like|starts_with|ends_with|contains|logical_and|logical_or)$/;
const TEXT =
  /^(?:concat|upper|lower|trim|l_trim|r_trim|substring|replace|split_part|initcap|md5|regexp_replace|concat_ws|lpad|rpad|left|right)$/;

/** The type that an expression is sure to have, as the parser calls types (`int`, `decimal(10,2)`); undefined where the text does not tell. */
export function valueType(expr: Expr, plan: SelectPlan): string | undefined {
  switch (expr.kind) {
    case "literal":
      return literalType(expr);
    case "column": {
      const ref = plan.refs.get(expr);
      const row =
        ref?.kind === "slot" && ref.up === 0 && (ref.took ?? 1) === expr.parts.length
          ? plan.slots[ref.slot]?.row[ref.item]
          : undefined;
      if (row?.kind === "column" && row.type !== undefined) return row.type;
      return ref?.kind === "slot" && ref.up === 0 ? typeBelow(plan, ref.slot, ref.item) : undefined;
    }
    case "call":
      return callType(expr, plan);
    default:
      return undefined;
  }
}

/** The type of an output of a query. */
export function outputType(plan: SelectPlan, index: number): string | undefined {
  const answers = known.get(plan) ?? new Map<number, string | undefined>();
  known.set(plan, answers);
  if (!answers.has(index)) answers.set(index, typeGiven(plan, index));
  return answers.get(index);
}

/** Columns are made of columns, each of them asked again and again. */
const known = new WeakMap<SelectPlan, Map<number, string | undefined>>();

function typeGiven(plan: SelectPlan, index: number): string | undefined {
  const output = plan.outputs[index];
  if (output?.kind !== "column") return undefined;
  if (output.expr !== undefined) return valueType(output.expr, plan);
  const { ref } = output;
  if (ref?.kind !== "slot" || ref.up > 0) return undefined;
  const row = plan.slots[ref.slot]?.row[ref.item];
  return row?.kind === "column" && row.type !== undefined ? row.type : typeBelow(plan, ref.slot, ref.item);
}

function typeBelow(plan: SelectPlan, slot: number, item: number): string | undefined {
  const from = plan.slots[slot]?.from;
  return from?.kind === "plan" && from.plan.kind === "select" ? outputType(from.plan, item) : undefined;
}

function literalType({ type, value }: LiteralExpr): string | undefined {
  if (type === "number") return /^\d+$/.test(value) ? "int" : undefined;
  if (type === "string") return "text";
  return type === "null" ? undefined : type;
}

function callType(expr: Extract<Expr, { kind: "call" }>, plan: SelectPlan): string | undefined {
  const { op, text, args } = expr;
  if (/^(?:try_|safe_)?cast$/.test(op)) return text;
  if (BOOLEAN.test(op)) return "boolean";
  if (TEXT.test(op)) return "text";
  if (/^(?:count|count_if|row_number|rank|dense_rank)$/.test(op)) return "big_int";
  if (op === "window_function" || op === "min" || op === "max" || op === "any_value")
    return args[0] === undefined ? undefined : valueType(args[0], plan);
  if (op !== "coalesce") return undefined;
  const types = new Set(args.map((arg) => valueType(arg, plan)));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}
