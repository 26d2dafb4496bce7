import type { Expr } from "./query.ts";
import type { Output, Plan, Ref, SelectPlan, Slot } from "./resolve/plan.ts";

/** `schema.name` and the column's key. */
export interface Origin {
  readonly relation: string;
  readonly key: string;
}

/** Where the outputs of plans come from, each asked once. */
export class Tracer {
  readonly #known = new Map<Plan, Map<string, readonly Origin[]>>();

  /** The columns of relations that the value of an output is made of; `key` tells which column of a star. */
  output(plan: Plan, index: number, key = ""): readonly Origin[] {
    const known = this.#known.get(plan) ?? new Map<string, readonly Origin[]>();
    this.#known.set(plan, known);
    const id = `${index}\n${key}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    // A recursive query reads itself: nothing more comes of it.
    known.set(id, []);
    const found = distinct(this.#output(plan, index, key));
    known.set(id, found);
    return found;
  }

  #output(plan: Plan, index: number, key: string): readonly Origin[] {
    const output = plan.outputs[index];
    if (output === undefined) return [];
    switch (plan.kind) {
      case "select":
        return this.#selected(plan, output, key);
      case "set":
        return plan.branches.flatMap((branch) => this.output(branch.plan, branch.at[index] ?? -1, key));
      default:
        return [];
    }
  }

  #selected(plan: SelectPlan, output: Output, key: string): readonly Origin[] {
    if (output.kind === "star") return this.#item(plan.slots[output.slot], output.item, key);
    const own = output.ref === undefined ? [] : this.ref(output.ref, [plan]);
    return [...own, ...(output.expr === undefined ? [] : this.expr(output.expr, [plan]))];
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
        return this.#item(path[ref.up]?.slots[ref.slot], ref.item, ref.key);
      case "merged":
        return ref.refs.flatMap((one) => this.ref(one, path));
      case "output": {
        const plan = path[ref.up];
        return plan === undefined ? [] : this.output(plan, ref.index);
      }
      case "row":
        return this.#row(path[ref.up]?.slots[ref.slot], path[ref.up]);
      default:
        return [];
    }
  }

  /** A whole row: of what a function made, that is what the function was given. */
  #row(slot: Slot | undefined, plan: SelectPlan | undefined): readonly Origin[] {
    if (slot === undefined || plan === undefined) return [];
    if (slot.from.kind === "call") return this.expr(slot.from.call, [plan]);
    return slot.row.flatMap((item, i) => (item.kind === "column" ? this.#item(slot, i, item.key) : []));
  }

  #item(slot: Slot | undefined, index: number, key: string): readonly Origin[] {
    const { from } = slot ?? {};
    if (slot === undefined || from === undefined) return [];
    switch (from.kind) {
      case "table": {
        const item = slot.row[index];
        return [{ relation: from.name, key: item?.kind === "column" && !slot.loose ? item.key : key }];
      }
      case "plan":
        return slot.loose ? [] : this.output(from.plan, index, key);
      case "pivot":
      case "unpivot":
        return this.#pivoted(slot, index, key);
      default:
        return [];
    }
  }

  /** What is not made by a pivot is what it was before. */
  #pivoted(slot: Slot, index: number, key: string): readonly Origin[] {
    if (slot.from.kind !== "pivot" && slot.from.kind !== "unpivot") return [];
    const { of } = slot.from;
    const item = slot.row[index];
    const name = item?.kind === "column" ? item.key : key;
    const at = of.row.findIndex((one) => (one.kind === "column" ? one.key === name : item?.kind === "star"));
    return at < 0 ? [] : this.#item(of, at, name);
  }
}

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
