import { floatText, integerText } from "./float-text.ts";
import { Callable, Dict, Float, PySet, Thing, Tuple, Undefined, type Running, type Value } from "./value.ts";

const DEEPEST = 50;

/** As Python's `repr`: strings in quotes. */
export function repr(value: Value, run: Running, depth = 0): string {
  if (typeof value === "string") return quoted(value);
  if (value instanceof Undefined) return "Undefined";
  return plainText(value, run, depth);
}

/** As Python's `str`, for everything that is not tainted. */
export function plainText(value: Exclude<Value, Undefined>, run: Running, depth = 0): string {
  run.charge(1);
  if (depth > DEEPEST) throw run.failure("a value that holds itself, or is nested too deep to print", "limit");
  if (typeof value === "string") return value;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return integerText(value);
  if (value instanceof Float) return floatText(value.value);
  const each = (items: readonly Value[]): string =>
    run.sized(items.map((item) => repr(item, run, depth + 1)).join(", "));
  if (Array.isArray(value)) return `[${each(value)}]`;
  if (value instanceof Tuple) return value.items.length === 1 ? `(${each(value.items)},)` : `(${each(value.items)})`;
  if (value instanceof Dict) {
    const pairs = value.entries().map(([key, item]) => `${repr(key, run, depth + 1)}: ${repr(item, run, depth + 1)}`);
    return run.sized(`{${pairs.join(", ")}}`);
  }
  if (value instanceof PySet) return value.items.size === 0 ? "set()" : `{${each(value.items.keys())}}`;
  if (value instanceof Callable) return `<function ${value.name}>`;
  return value instanceof Thing ? value.text() : run.text(value);
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\'"\n\r\t\p{Cc}]/gu, (one) => {
    if (one === "\\") return "\\\\";
    if (one === "'" || one === '"') return one === quote ? `\\${one}` : one;
    if (one === "\n") return "\\n";
    if (one === "\r") return "\\r";
    if (one === "\t") return "\\t";
    return `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return `${quote}${escaped}${quote}`;
}
