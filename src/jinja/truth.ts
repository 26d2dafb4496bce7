import { Dict, Float, PySet, Tuple, Undefined, Unknown, type Value } from "./value.ts";

/** Python's truth; of a tainted value that of its stand-in. */
export function truth(value: Value): boolean {
  if (value === null) return false;
  if (typeof value !== "object") return Boolean(value);
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof Dict) return value.size > 0;
  if (value instanceof PySet) return value.items.size > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Undefined) return false;
  return value instanceof Unknown ? truth(value.stand) : true;
}

/** What a macro returns that has nothing to say. */
export const isNothing = (value: Value): boolean =>
  typeof value === "string" ? value.trim() === "" : value !== false && value !== 0 && !truth(value);
