import type { Expr, JoinKind } from "../query.ts";
import { isBare, isSimple } from "./simple.ts";
import type { Output, SelectPlan, Slot, Using } from "../resolve/plan.ts";

/** An expression with the query that its names stand in. */
export interface Placed {
  readonly expr: Expr;
  readonly scope: Scope;
}

/** A relation of a query after those that only pass others on are gone. */
export interface Leaf {
  readonly slot: Slot;
  readonly scope: Scope;
  readonly how: JoinKind;
  readonly on: Placed[];
  /** USING of its join, in the query that joins. */
  readonly using: { readonly list: readonly Using[]; readonly scope: Scope };
}

export type Cell =
  | { readonly kind: "leaf"; readonly leaf: number }
  | { readonly kind: "inner"; readonly scope: Scope; readonly leaf: number; readonly nullable: boolean };

/** One SELECT as it is written anew. A query that was taken into another has the level of that one. */
export class Scope {
  readonly plan: SelectPlan;
  readonly outer: Scope | undefined;
  readonly level: number;
  readonly leaves: Leaf[] = [];
  /** One for each slot of the plan. */
  readonly cells: Cell[] = [];
  /** What each output was written as, by the column of a star. */
  readonly texts = new Map<Output, Map<string, string>>();
  /** Conditions of the queries that were taken in. */
  readonly where: Placed[] = [];

  constructor(plan: SelectPlan, outer: Scope | undefined, level: number) {
    this.plan = plan;
    this.outer = outer;
    this.level = level;
  }

  up(levels: number): Scope | undefined {
    return levels === 0 ? this : this.outer?.up(levels - 1);
  }

  /** May the rows of a relation be missing, so that what is made of them is NULL? */
  nullable(slot: Slot): boolean {
    const { slots } = this.plan;
    const after = slots.slice(slots.indexOf(slot) + 1);
    return slot.how === "left" || slot.how === "full" || after.some(({ how }) => how === "right" || how === "full");
  }

  /** The relation that stands in a query's place is joined as that was. */
  rejoin(index: number, slot: Slot, scope: Scope): void {
    const leaf = this.leaves[index];
    if (leaf !== undefined) this.leaves[index] = { ...leaf, how: slot.how, on: [], using: { list: slot.using, scope } };
  }
}

/** Brings the relations of a query, and of those that it only passes on, into the list of `top`. */
export function flatten(scope: Scope, top: Scope): void {
  const { slots, query } = scope.plan;
  const sole = slots.length === 1;
  for (const slot of slots) {
    const inner = slot.from.kind === "plan" && !slot.loose ? slot.from.plan : undefined;
    const leaf = top.leaves.length;
    if (inner?.kind === "select" && (sole ? isSimple(inner) : isBare(inner))) {
      const below = new Scope(inner, scope, top.level);
      flatten(below, top);
      if (!sole) top.rejoin(leaf, slot, scope);
      scope.cells.push({ kind: "inner", scope: below, leaf, nullable: scope.nullable(slot) });
    } else {
      scope.cells.push({ kind: "leaf", leaf });
      top.leaves.push({ slot, scope, how: slot.how, on: [], using: { list: slot.using, scope } });
    }
    for (const expr of slot.on) top.leaves.at(-1)?.on.push({ expr, scope });
  }
  if (scope !== top) top.where.push(...query.where.map((expr) => ({ expr, scope })));
}
