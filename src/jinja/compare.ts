import { iterate } from "./iterate.ts";
import { Dict, Float, PySet, Thing, Tuple, Undefined, type Running, type Value } from "./value.ts";

const DEEPEST = 50;

/** The number that Python would calculate with. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof Float ? value.value : undefined;
}

export function equal(a: Value, b: Value, run: Running, depth = 0): boolean {
  run.charge(1);
  if (a === b) return true;
  if (depth > DEEPEST) throw run.failure("values nested too deep to compare", "limit");
  const left = numberOf(a);
  if (left !== undefined) return left === numberOf(b);
  const all = (x: readonly Value[], y: readonly Value[]): boolean =>
    x.length === y.length && x.every((item, i) => equal(item, y[i] ?? null, run, depth + 1));
  if (Array.isArray(a)) return Array.isArray(b) && all(a, b);
  if (a instanceof Tuple) return b instanceof Tuple && all(a.items, b.items);
  if (a instanceof Undefined) return b instanceof Undefined;
  if (a instanceof PySet)
    return b instanceof PySet && a.items.size === b.items.size && a.items.keys().every((key) => b.items.has(key));
  if (a instanceof Thing || b instanceof Thing)
    return textOfThing(a) !== undefined && textOfThing(a) === textOfThing(b);
  if (!(a instanceof Dict) || !(b instanceof Dict)) return false;
  return (
    a.size === b.size &&
    a.entries().every(([key, value]) => b.has(key) && equal(value, b.get(key) ?? null, run, depth + 1))
  );
}

const textOfThing = (value: Value): string | undefined => (value instanceof Thing ? value.text() : undefined);

/** Below zero where `a` comes first; throws where Python knows no order. */
export function order(a: Value, b: Value, run: Running): number {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== undefined && right !== undefined) return left - right;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  const x = sequence(a);
  const y = sequence(b);
  if (x !== undefined && y !== undefined) {
    for (const [i, item] of x.entries()) {
      run.charge(1);
      const other = y[i];
      if (other === undefined) return 1;
      const by = order(item, other, run);
      if (by !== 0) return by;
    }
    return x.length - y.length;
  }
  if (a instanceof Thing && b instanceof Thing && a.order !== undefined) return a.order(b) ?? 0;
  throw run.failure("a comparison of values that have no order");
}

const sequence = (value: Value): readonly Value[] | undefined => {
  if (Array.isArray(value)) return value;
  return value instanceof Tuple ? value.items : undefined;
};

export function contains(container: Value, item: Value, run: Running): boolean {
  if (typeof container === "string") {
    if (typeof item !== "string") throw run.failure("`in` on a text, expected a text before it");
    run.charge(container.length >> 4);
    return container.includes(item);
  }
  if (container instanceof Dict) return container.has(item);
  if (container instanceof PySet) return container.items.has(item);
  return iterate(container, run).some((one) => equal(one, item, run));
}
