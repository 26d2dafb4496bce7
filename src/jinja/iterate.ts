import { Dict, PySet, Thing, Tuple, Undefined, type Running, type Value } from "./value.ts";

/** The elements of a value, as a `for` meets them. */
export function iterate(value: Value, run: Running): readonly Value[] {
  const items = elements(value);
  if (items === undefined) throw run.failure(`something to go through, found ${kindOf(value)}`);
  run.charge(items.length);
  return items;
}

export function elements(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  if (value instanceof Dict) return value.keys();
  if (value instanceof PySet) return value.items.keys();
  if (typeof value === "string") return Array.from(value);
  if (value instanceof Thing) return value.elements?.();
  return value instanceof Undefined ? [] : undefined;
}

/** Python's name of a value's type, for messages and `is` tests. */
export function kindOf(value: Value): string {
  if (value === null) return "none";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Undefined) return `\`${value.path}\`, which is undefined`;
  if (typeof value === "object")
    return value instanceof Dict ? "a dict" : value instanceof Tuple ? "a tuple" : "an object";
  return typeof value === "string" ? "a text" : typeof value === "boolean" ? "a boolean" : "a number";
}
