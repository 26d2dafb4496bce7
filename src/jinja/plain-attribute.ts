import { Dict, Thing, Tuple, type Value } from "./value.ts";

/** One step of a path like `a.b.0`, without methods. */
export function plainAttribute(value: Value, name: string): Value | undefined {
  if (value instanceof Dict) {
    if (value.has(name)) return value.get(name);
    return /^\d+$/.test(name) ? value.get(Number(name)) : undefined;
  }
  if (value instanceof Thing) return value.attribute(name);
  const items = value instanceof Tuple ? value.items : value;
  return Array.isArray(items) && /^-?\d+$/.test(name) ? (items as readonly Value[]).at(Number(name)) : undefined;
}
