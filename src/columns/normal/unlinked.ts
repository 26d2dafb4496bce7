import type { Expr } from "../query.ts";
import type { Plan } from "../resolve/plan.ts";
import { walkPlans } from "../walk-plans.ts";
import { conjunctsOf, Grain } from "./grain.ts";
import { leafOf } from "./leaf-of.ts";
import { nameOfLeaf } from "./name-of-leaf.ts";
import type { Leaf, Placed, Scope } from "./scope.ts";
import { ShortNames } from "./short-names.ts";
import { Writer } from "./writer.ts";

/**
 * Relations that are joined on a condition which compares nothing of them with what stands before them (`on a.id = a.id`).
 * CROSS JOIN and `on true` say what they mean; a relation of one row at most multiplies nothing.
 */
export function unlinkedIn(plan: Plan): readonly string[] {
  const writer = new Writer(new ShortNames());
  const grain = new Grain(writer);
  const found = new Set<string>();
  walkPlans(plan, (one) => {
    if (one.kind !== "select") return;
    const scope = new Writer(new ShortNames()).scope(one);
    for (const [index, leaf] of scope.leaves.entries())
      if (index > 0 && isUnlinked(leaf, index, scope) && !grain.keysOfLeaf(leaf).some((key) => key.length === 0))
        found.add(nameOfLeaf(leaf));
  });
  return [...found].toSorted();
}

function isUnlinked(leaf: Leaf, index: number, top: Scope): boolean {
  const { how, on, using, slot } = leaf;
  if (!/^(?:inner|left|right|full)$/.test(how) || using.list.length > 0 || slot.on.length === 0) return false;
  if (slot.from.kind === "call" || slot.from.kind === "recursion") return false;
  const where = how === "inner" ? [...top.where, ...top.plan.query.where.map((expr) => ({ expr, scope: top }))] : [];
  const met = [...on, ...where].flatMap(({ expr, scope }) =>
    conjunctsOf(expr).map((one) => leavesIn({ expr: one, scope })),
  );
  // A name that is not led to one relation may link anything; a constant is chosen by on purpose.
  if (met.includes(undefined)) return false;
  const alike = met.some((all) => all !== undefined && all.length > 1 && new Set(all).size === 1);
  return alike && !met.some((all) => all?.includes(index) === true && new Set(all).size > 1);
}

/** The relations of each name in a condition; undefined where one is not known. */
function leavesIn({ expr, scope }: Placed): readonly number[] | undefined {
  const found: number[] = [];
  const go = (one: Expr): boolean => {
    if (one.kind === "query" || one.kind === "star") return false;
    if (one.kind === "call") return one.args.every(go);
    if (one.kind !== "column") return true;
    const at = leafOf(scope.plan.refs.get(one), scope);
    if (at === undefined) return false;
    found.push(at.leaf);
    return true;
  };
  return go(expr) ? found : undefined;
}
