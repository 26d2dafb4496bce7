import { isList, isMap, Routine, type Value } from "../../../code/value.ts";
import { textInQuotes } from "../../../sql/quote.ts";

/** A default or another value as Rails writes it; undefined where it cannot be known. */
export function literal(value: Value, type: string, array: boolean): string | undefined {
  if (value === null) return "NULL";
  // A lambda's text is SQL as it stands.
  if (value instanceof Routine) {
    const sql = value.run([]);
    return typeof sql === "string" ? sql : undefined;
  }
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (type === "boolean" && (typeof value === "number" || typeof value === "string"))
    return [0, "0", "f", "false", "off", "F", "FALSE", ""].includes(value) ? "FALSE" : "TRUE";
  const textual = ["string", "text", "citext"].includes(type);
  if (typeof value === "number") return textual ? textInQuotes(String(value)) : String(value);
  if (typeof value === "string") return textInQuotes(value);
  if ((isList(value) && /^jsonb?$/.test(type) && !array) || (isMap(value) && value.size > 0)) {
    const json = plain(value);
    return json === undefined ? undefined : textInQuotes(JSON.stringify(json));
  }
  if (isList(value)) {
    const items = value.map((one) => (typeof one === "string" || typeof one === "number" ? String(one) : undefined));
    if (items.some((item) => item === undefined)) return undefined;
    return textInQuotes(`{${items.map((item) => JSON.stringify(item)).join(",")}}`);
  }
  return isMap(value) && value.size === 0 ? textInQuotes(type === "hstore" ? "" : "{}") : undefined;
}

function plain(value: Value): unknown {
  if (isList(value)) return value.map(plain);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  return typeof value === "object" && value !== null ? undefined : value;
}
