import { floatText } from "./float-text.ts";
import { numberOf } from "./compare.ts";
import { elements } from "./iterate.ts";
import { Dict, Float, type Running, type Value } from "./value.ts";

const DEEPEST = 50;

/** As Python's `json.dumps`: a space behind commas and colons, other alphabets escaped. */
export function jsonText(value: Value, run: Running, indent: number, sorted: boolean, depth = 0): string {
  run.charge(1);
  if (depth > DEEPEST) throw run.failure("a value that holds itself, or is nested too deep to print", "limit");
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (value instanceof Float) return floatText(value.value);
  const number = numberOf(value);
  if (number !== undefined) return String(number);
  const inner = (one: Value): string => jsonText(one, run, indent, sorted, depth + 1);
  const line = (at: number): string => (indent > 0 ? `\n${" ".repeat(Math.min(20, indent) * at)}` : "");
  const framed = (open: string, parts: readonly string[], close: string): string => {
    if (parts.length === 0) return open + close;
    return run.sized(
      `${open}${line(depth + 1)}${parts.join(indent > 0 ? `,${line(depth + 1)}` : ", ")}${line(depth)}${close}`,
    );
  };
  if (value instanceof Dict) {
    const pairs = value.entries().map(([key, item]) => [typeof key === "string" ? key : run.text(key), item] as const);
    const ordered = sorted ? pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)) : pairs;
    return framed(
      "{",
      ordered.map(([key, item]) => `${quoted(key)}: ${inner(item)}`),
      "}",
    );
  }
  const items = elements(value);
  return items === undefined ? quoted(run.text(value)) : framed("[", items.map(inner), "]");
}

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
