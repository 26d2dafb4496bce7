import type { Expr } from "./query.ts";
import { place } from "./resolve/row.ts";
import type { Output, Plan, Ref, SelectPlan, Slot } from "./resolve/plan.ts";

/** `schema.name` and the column's key. */
export interface Origin {
  readonly relation: string;
  readonly key: string;
}

/** Where the outputs of plans come from, each asked once. */
export class Tracer {
  readonly #known = new Map<Plan, Map<string, readonly Origin[]>>();

  /** The columns of relations that the value of an output is made of; `key` tells which column of a star, `path` the queries around. */
  output(plan: Plan, index: number, key = "", path: readonly SelectPlan[] = []): readonly Origin[] {
    const known = this.#known.get(plan) ?? new Map<string, readonly Origin[]>();
    this.#known.set(plan, known);
    const id = `${index}\n${key}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    // A recursive query reads itself: nothing more comes of it.
    known.set(id, []);
    const found = distinct(this.#output(plan, index, key, path));
    known.set(id, found);
    return found;
  }

  #output(plan: Plan, index: number, key: string, path: readonly SelectPlan[]): readonly Origin[] {
    const output = plan.outputs[index];
    if (output === undefined) return [];
    switch (plan.kind) {
      case "select":
        return this.#selected(output, key, [plan, ...path]);
      case "set":
        return plan.branches.flatMap((branch) => this.output(branch.plan, branch.at[index] ?? -1, key, path));
      default:
        return [];
    }
  }

  #selected(output: Output, key: string, path: readonly SelectPlan[]): readonly Origin[] {
    if (output.kind === "star") return this.#item(path[0]?.slots[output.slot], output.item, key, path);
    const own = output.ref === undefined ? [] : this.ref(output.ref, path);
    return [...own, ...(output.expr === undefined ? [] : this.expr(output.expr, path))];
  }

  /** What an expression is made of; `path` is the queries around it, the nearest first. */
  expr(expr: Expr, path: readonly SelectPlan[]): readonly Origin[] {
    const [plan] = path;
    if (plan === undefined) return [];
    switch (expr.kind) {
      case "column": {
        const ref = plan.refs.get(expr);
        return ref === undefined ? [] : this.ref(ref, path);
      }
      case "call":
        return expr.args.flatMap((arg) => this.expr(arg, path));
      case "query": {
        const inner = plan.queries.get(expr);
        return inner === undefined ? [] : this.everything(inner, path);
      }
      default:
        return [];
    }
  }

  /** All that a query inside of an expression looks at. */
  everything(plan: Plan, path: readonly SelectPlan[]): readonly Origin[] {
    if (plan.kind === "set") return plan.branches.flatMap((branch) => this.everything(branch.plan, path));
    if (plan.kind !== "select") return [];
    return predicatesOf(plan)
      .concat(
        plan.outputs.flatMap((output) => (output.kind === "column" && output.expr !== undefined ? [output.expr] : [])),
      )
      .flatMap((expr) => this.expr(expr, [plan, ...path]));
  }

  ref(ref: Ref, path: readonly SelectPlan[]): readonly Origin[] {
    switch (ref.kind) {
      case "slot":
        return this.#item(path[ref.up]?.slots[ref.slot], ref.item, ref.key, path.slice(ref.up));
      case "merged":
        return ref.refs.flatMap((one) => this.ref(one, path));
      case "output": {
        const plan = path[ref.up];
        return plan === undefined ? [] : this.output(plan, ref.index, "", path.slice(ref.up + 1));
      }
      case "row":
        return this.#row(path[ref.up]?.slots[ref.slot], path.slice(ref.up));
      default:
        return [];
    }
  }

  /** A whole row: of what a function made, that is what the function was given. */
  #row(slot: Slot | undefined, path: readonly SelectPlan[]): readonly Origin[] {
    if (slot === undefined) return [];
    if (slot.from.kind === "call") return this.expr(slot.from.call, path);
    return slot.row.flatMap((item, i) => (item.kind === "column" ? this.#item(slot, i, item.key, path) : []));
  }

  #item(slot: Slot | undefined, index: number, key: string, path: readonly SelectPlan[]): readonly Origin[] {
    const { from } = slot ?? {};
    if (slot === undefined || from === undefined) return [];
    switch (from.kind) {
      case "table": {
        const item = slot.row[index];
        return [{ relation: from.name, key: item?.kind === "column" && !slot.loose ? item.key : key }];
      }
      case "plan":
        return slot.loose ? [] : this.output(from.plan, index, key, path);
      case "pivot":
      case "unpivot":
        return this.#pivoted(slot, index, key);
      case "call":
        return this.expr(from.call, path);
      default:
        return [];
    }
  }

  /** What is not made by a pivot is what it was before; what is, is made of all that the pivot names. */
  #pivoted(slot: Slot, index: number, key: string): readonly Origin[] {
    if (slot.from.kind !== "pivot" && slot.from.kind !== "unpivot") return [];
    const { of } = slot.from;
    const item = slot.row[index];
    const name = item?.kind === "column" ? item.key : key;
    const kept = slot.row.length - made(slot.from);
    const names = index < kept ? [name] : pivotNames(slot.from);
    return names.flatMap((one) => this.#item(of, place(of.row, one), one, []));
  }
}

type Pivoted = Extract<Slot["from"], { readonly kind: "pivot" | "unpivot" }>;

/** How many columns at the end of its row a pivot made. */
function made({ kind, source }: Pivoted): number {
  if (kind === "unpivot") return source.values.length + 1;
  return source.fields.flatMap(({ values }) => values).length * source.aggregates.length;
}

/** Every name that a pivot or its reverse uses up, folded. */
export const pivotNames = ({ kind, source, fold }: Pivoted): readonly string[] =>
  (kind === "unpivot"
    ? source.from
    : [...source.aggregates.map(({ expr }) => expr), ...source.fields.map(({ of }) => of)]
  ).flatMap((expr) => lastNames(expr, fold));

const lastNames = (expr: Expr, fold: Pivoted["fold"]): readonly string[] => {
  if (expr.kind === "column") return expr.parts.slice(-1).map(fold);
  return expr.kind === "call" ? expr.args.flatMap((arg) => lastNames(arg, fold)) : [];
};

/** Every expression of a SELECT that does not make a column of it. */
export function predicatesOf({ query, slots }: SelectPlan): readonly Expr[] {
  return [
    ...slots.flatMap(({ on, from }) => [...on, ...(from.kind === "call" ? [from.call] : [])]),
    ...query.where,
    ...query.group,
    ...query.having,
    ...query.qualify,
    ...query.windows,
    ...query.distinctOn,
    ...query.order,
    ...query.limit,
    ...query.extra,
  ];
}

function distinct(origins: readonly Origin[]): readonly Origin[] {
  const seen = new Map(origins.map((origin) => [`${origin.relation}\n${origin.key}`, origin]));
  return [...seen.values()];
}
