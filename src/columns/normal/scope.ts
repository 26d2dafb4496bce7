import type { Expr, JoinKind } from "../query.ts";
import { isBare, isSimple } from "./simple.ts";
import type { Output, Plan, SelectPlan, Slot, Using } from "../resolve/plan.ts";

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
  /** The query in whose place it stands. */
  readonly via?: Plan;
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
  /** Of the query that others were taken into: under which numbers its relations are written, where not their own. */
  readonly labels = new Map<number, number>();
  /** Queries that stay relations of their own. */
  readonly whole: ReadonlySet<Plan>;
  readonly #top: Scope;

  constructor(plan: SelectPlan, outer: Scope | undefined, level: number, by: ReadonlySet<Plan> | Scope) {
    this.plan = plan;
    this.outer = outer;
    this.level = level;
    this.#top = by instanceof Scope ? by : this;
    this.whole = by instanceof Scope ? by.whole : by;
  }

  /** The number that a relation is written under. */
  label(leaf: number): number {
    return this.#top.labels.get(leaf) ?? leaf;
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

  standsFor(index: number, via: Plan): void {
    const leaf = this.leaves[index];
    if (leaf !== undefined) this.leaves[index] = { ...leaf, via };
  }
}

/** What of a query may be taken in: any that chooses rows, one that chooses among those of one relation, or only one that passes them on. */
type Taken = "any" | "one" | "bare";

/**
 * Brings the relations of a query, and of those that only choose and pass on the rows of others, into the list of `top`. What
 * they choose by goes where it means the same: for the first relation behind WHERE, for a joined one behind its ON.
 */
export function flatten(scope: Scope, top: Scope, where: Placed[] = top.where, taken: Taken = "any"): void {
  const { slots, query } = scope.plan;
  const sole = slots.length === 1;
  const kept = slots.findLastIndex(({ how }) => !/^(?:from|inner|left|cross|semi|anti)$/.test(how));
  for (const [i, slot] of slots.entries()) {
    const inner = slot.from.kind === "plan" && !slot.loose ? slot.from.plan : undefined;
    const leaf = top.leaves.length;
    const here: Taken = sole ? taken : i > kept ? "one" : "bare";
    if (inner?.kind === "select" && !top.whole.has(inner) && takes(inner, here)) {
      const below = new Scope(inner, scope, top.level, top);
      const beside: Placed[] = [];
      flatten(below, top, sole || slot.how === "from" ? where : beside, here);
      if (!sole) top.rejoin(leaf, slot, scope);
      if (inner.slots.length === 1) top.standsFor(leaf, inner);
      top.leaves[leaf]?.on.push(...beside);
      scope.cells.push({ kind: "inner", scope: below, leaf, nullable: scope.nullable(slot) });
    } else {
      scope.cells.push({ kind: "leaf", leaf });
      top.leaves.push({ slot, scope, how: slot.how, on: [], using: { list: slot.using, scope } });
    }
    for (const expr of slot.on) top.leaves.at(-1)?.on.push({ expr, scope });
  }
  if (scope !== top) where.push(...query.where.map((expr) => ({ expr, scope })));
}

function takes(inner: SelectPlan, taken: Taken): boolean {
  if (taken === "bare") return isBare(inner);
  return isSimple(inner) && (taken === "any" || inner.slots.length === 1);
}
