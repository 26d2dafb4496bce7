import { worded } from "../../../jinja/worded.ts";
import { Dict, Float, PySet, Tuple, type Value } from "../../../jinja/value.ts";
import type { Plain } from "../yaml-get.ts";

/** YAML → a value that a template can use. */
export function valueOf(plain: Plain): Value {
  if (typeof plain === "number") return Number.isInteger(plain) ? plain : new Float(plain);
  if (plain === null || typeof plain !== "object") return plain;
  if (Array.isArray(plain)) return plain.map((item: Plain) => valueOf(item));
  const dict = new Dict();
  for (const [key, value] of Object.entries(plain)) dict.set(key, valueOf(value));
  return dict;
}

const DEEPEST = 30;

/** A value as plain data; undefined where a part of it is only known to a run. */
export function plainOf(value: Value, depth = 0): Plain | undefined {
  if (depth > DEEPEST) return undefined;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (value instanceof Float) return value.value;
  if (value instanceof Dict) {
    const entries = value.entries().map(([key, item]) => [worded(key), plainOf(item, depth + 1)] as const);
    return entries.some(([, item]) => item === undefined) ? undefined : (Object.fromEntries(entries) as Plain);
  }
  const items = value instanceof Tuple ? value.items : value instanceof PySet ? value.items.keys() : value;
  if (!Array.isArray(items)) return undefined;
  const all = (items as readonly Value[]).map((item) => plainOf(item, depth + 1));
  return all.some((item) => item === undefined) ? undefined : all.filter((item) => item !== undefined);
}
