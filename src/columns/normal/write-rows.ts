import type { Expr } from "../query.ts";
import type { Plan, SelectPlan, Slot } from "../resolve/plan.ts";
import { conjuncts } from "./algebra.ts";
import { branchesOf } from "./branches.ts";
import { aggregates, makesRows } from "./kinds-of-calls.ts";
import { pivotText } from "./pivot-text.ts";
import type { Rows, Spelling } from "./rows.ts";
import type { Leaf, Scope } from "./scope.ts";

/** The rows of a query, part by part. */
export function rowsOf(plan: Plan, spelling: Spelling, outer?: Scope): Rows {
  const none = { where: [], group: undefined, having: [], qualify: [], distinct: undefined, limit: [], other: [] };
  if (plan.kind === "set") {
    const written = branchesOf(plan).map((branch) => spelling.body(branch.plan, outer));
    const sources = plan.op === "except" ? written : written.toSorted();
    const kept = plan.op === "union" && plan.all;
    const distinct = kept ? undefined : plan.outputs.map((_, i) => spelling.output(plan, i, "", outer)).toSorted();
    const limit = plan.limit.length === 0 ? [] : [...plan.limit, ...plan.order].map((expr) => spelling.loose(expr));
    return { ...none, kind: plan.op, sources, distinct, limit };
  }
  if (plan.kind === "values")
    return { ...none, kind: "values", sources: plan.rows.map((row) => row.map((expr) => spelling.loose(expr)).join()) };
  if (plan.kind === "opaque")
    return { ...none, kind: plan.what, sources: plan.args.map((expr) => spelling.loose(expr)) };
  return selected(plan, spelling, outer);
}

function selected(plan: SelectPlan, spelling: Spelling, outer?: Scope): Rows {
  const { query } = plan;
  const scope = spelling.scope(plan, outer);
  const texts = (list: readonly Expr[]): readonly string[] => list.map((expr) => spelling.expr(expr, scope));
  const outputs = plan.outputs.map((_, i) => spelling.output(plan, i, "", outer));
  const made = plan.outputs.flatMap(({ expr }) => (expr === undefined ? [] : [expr]));
  const grouped = query.group.length > 0 || query.groupAll;
  const whole = !grouped && [...made, ...query.having].some(aggregates);
  const sorted = query.limit.length > 0 || query.distinctOn.length > 0;
  const distinctOn = texts(query.distinctOn);
  return {
    kind: "select",
    sources: scope.leaves
      .map((leaf, i) => {
        const { kind, relation, conditions } = sourceOf(leaf, i, spelling);
        return { label: scope.label(i), text: JSON.stringify([kind, relation, conditions]) };
      })
      .toSorted((a, b) => a.label - b.label)
      .map(({ text }) => text),
    where: conjuncts([...texts(query.where), ...scope.where.map((one) => spelling.expr(one.expr, one.scope))]),
    group: whole ? [] : grouped ? groupOf(plan, scope, outputs, spelling) : undefined,
    having: conjuncts(texts(query.having)),
    qualify: conjuncts(texts(query.qualify)),
    distinct: query.distinct ? (distinctOn.length > 0 ? [...distinctOn, "on"] : [...outputs].toSorted()) : undefined,
    limit: [
      ...texts(query.limit),
      ...(sorted ? query.order.map((expr) => positioned(expr, plan, scope, spelling)) : []),
    ],
    other: [
      ...texts([...query.extra, ...query.windows]),
      ...made.filter(makesRows).map((expr) => spelling.expr(expr, scope)),
      ...(query.as === undefined ? [] : [query.as]),
    ],
  };
}

function groupOf(plan: SelectPlan, scope: Scope, outputs: readonly string[], spelling: Spelling): readonly string[] {
  const { group, groupAll } = plan.query;
  const all = groupAll
    ? plan.outputs.flatMap((output, i) =>
        output.kind === "column" && output.expr !== undefined && aggregates(output.expr) ? [] : [outputs[i] ?? ""],
      )
    : [];
  return [...new Set([...all, ...group.map((expr) => positioned(expr, plan, scope, spelling))])].toSorted();
}

/** `1` is the first output. */
function positioned(expr: Expr, plan: SelectPlan, scope: Scope, spelling: Spelling): string {
  if (expr.kind === "call" && /^(?:order|distribute|sort)_by$/.test(expr.op))
    return `${expr.text}(${expr.args.map((arg) => positioned(arg, plan, scope, spelling)).join()})`;
  const at = expr.kind === "literal" && expr.type === "number" ? Number(expr.value) - 1 : -1;
  return plan.outputs[at] === undefined ? spelling.expr(expr, scope) : spelling.output(plan, at, "", scope.outer);
}

/** A relation as it is joined. */
export function sourceOf({ slot, scope, how, on, using }: Leaf, index: number, spelling: Spelling) {
  const conditions = conjuncts([
    ...on.map((one) => spelling.expr(one.expr, one.scope)),
    ...using.list.map(
      ({ left, right }) =>
        `eq(${[spelling.ref(left, using.scope), spelling.ref(right, using.scope)].toSorted().join()})`,
    ),
  ]);
  // A join of everything with a condition is an inner join.
  const kind = index === 0 ? "from" : how === "cross" && conditions.length > 0 ? "inner" : how;
  return { kind, relation: relationOf(slot, scope, spelling), conditions };
}

function relationOf(slot: Slot, scope: Scope, spelling: Spelling): string {
  const { from } = slot;
  switch (from.kind) {
    case "table":
      return [`table ${from.name}`, ...from.extra.map((expr) => spelling.loose(expr))].join(" ");
    case "plan":
      return slot.loose
        ? `${spelling.body(from.plan, scope)} as ${slot.row.map((item) => (item.kind === "column" ? item.key : "*")).join()}`
        : spelling.body(from.plan, scope);
    case "call":
      return `call ${spelling.expr(from.call, scope)}`;
    case "recursion":
      return "recursion";
    default:
      return `${from.kind} ${relationOf(from.of, scope, spelling)} ${spelling.short(pivotText(from.source))}`;
  }
}
