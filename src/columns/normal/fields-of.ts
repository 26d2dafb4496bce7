import type { Expr } from "../query.ts";
import type { Plan, SelectPlan } from "../resolve/plan.ts";

const PAIRS =
  /^(?:object_construct|object_construct_keep_null|json_object|json_build_object|jsonb_build_object|named_struct)$/;

/** What a record is made of, by name, and the query that says so. */
export interface Made {
  readonly plan: SelectPlan;
  readonly fields: ReadonlyMap<string, Expr>;
}

/** The fields of a record that a column is made as; undefined where it is none, or not all of them are named. */
export function fieldsOf(plan: Plan, index: number): Made | undefined {
  const output = plan.outputs[index];
  if (plan.kind !== "select" || output?.kind !== "column") return undefined;
  const { expr } = output;
  if (expr !== undefined && expr.kind !== "column") {
    const pairs = madeOf(expr);
    const fields = new Map(pairs.flatMap(([name, value]) => (name === undefined ? [] : [[name.toLowerCase(), value]])));
    return pairs.length === 0 || fields.size < pairs.length ? undefined : { plan, fields };
  }
  const ref = expr === undefined ? output.ref : plan.refs.get(expr);
  if (ref?.kind !== "slot" || ref.up > 0) return undefined;
  const slot = plan.slots[ref.slot];
  return slot?.from.kind === "plan" && !slot.loose ? fieldsOf(slot.from.plan, ref.item) : undefined;
}

type Pair = readonly [name: string | undefined, value: Expr];

function madeOf(expr: Expr): readonly Pair[] {
  if (expr.kind !== "call") return [];
  const { op, args } = expr;
  if (op === "struct") return args.map((arg): Pair => [nameOf(arg), valueOf(arg)]);
  if (!PAIRS.test(op) || args.length % 2 !== 0) return [];
  return args.flatMap((value, i): readonly Pair[] => {
    const name = args[i - 1];
    if (i % 2 === 0) return [];
    return [[name?.kind === "literal" && name.type === "string" ? name.value : undefined, value]];
  });
}

function nameOf(arg: Expr): string | undefined {
  if (arg.kind === "column") return arg.parts.at(-1)?.text;
  return arg.kind === "call" && arg.op === "alias" ? /alias:"?([^",}]+)/.exec(arg.text)?.[1] : undefined;
}

const valueOf = (arg: Expr): Expr => (arg.kind === "call" && arg.op === "alias" ? (arg.args[0] ?? arg) : arg);
