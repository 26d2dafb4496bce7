import { isList, isMap, Unknown, type Value, type ValueMap } from "../../../code/value.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";
import { RawSql } from "../program/raw-sql.ts";

/** Thrown where only a run would tell what an argument is, or where the tool would refuse it. */
export class Unclear extends Error {}

/** Named columns' types, as a migration and those before it export them. */
export type Shorthands = ValueMap;

export const NOTHING: ValueMap = new Map();

/** Options, which need not be there. */
export function optionsOf(value: Value | undefined): ValueMap {
  if (value instanceof Unknown) throw new Unclear(value.why);
  return isMap(value) ? value : NOTHING;
}

/** `"name"`, `{ schema, name }` or SQL of its own. */
export function nameSql(value: Value | undefined): string {
  if (value instanceof RawSql) return value.use();
  if (typeof value === "string") return inQuotes(value);
  const [schema, name] = isMap(value) ? [value.get("schema"), value.get("name")] : [];
  if (typeof name === "string")
    return typeof schema === "string" ? `${inQuotes(schema)}.${inQuotes(name)}` : inQuotes(name);
  throw new Unclear(value instanceof Unknown ? value.why : "a name");
}

/** The name without its schema: what names of constraints and indexes are made of. */
export function bareName(value: Value | undefined): string {
  const name = isMap(value) ? value.get("name") : value;
  if (typeof name !== "string") throw new Unclear(value instanceof Unknown ? value.why : "a name");
  return name;
}

/** One or several. */
export const listOf = (value: Value | undefined): readonly Value[] =>
  isList(value) ? value : value === undefined || value === null ? [] : [value];

export const namesSql = (value: Value | undefined): string => listOf(value).map(nameSql).join(", ");

/** Words that go into the SQL as they are; undefined where nothing is said. */
export function wordsOf(options: ValueMap, key: string): string | undefined {
  const value = options.get(key);
  if (value === undefined || value === null || value === false || value === "") return undefined;
  return wordOf(value);
}

export function wordOf(value: Value): string {
  if (value instanceof RawSql) return value.use();
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new Unclear(value instanceof Unknown ? value.why : "a text");
}

/** SQL that the tool does not escape. */
export const isOwnSql = (value: Value): boolean => value instanceof RawSql;

/** Is it said, and not false? */
export function holds(options: ValueMap, key: string): boolean {
  const value = options.get(key);
  if (value instanceof Unknown) throw new Unclear(value.why);
  return value !== undefined && value !== null && value !== false && value !== "" && value !== 0;
}

/** `words` where the option holds. */
export const when = (options: ValueMap, key: string, words: string): string => (holds(options, key) ? words : "");

/** A value as the tool escapes it. */
export function valueSql(value: Value | undefined): string {
  if (value instanceof RawSql) return value.use();
  if (value === null) return "NULL";
  if (typeof value === "string") return textInQuotes(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  // Only the outermost list has the word.
  if (isList(value))
    return `ARRAY[${value.map((one) => valueSql(one).replace(isList(one) ? /^ARRAY/ : "", "")).join(", ")}]`;
  // What `new PgLiteral(…)` is made of.
  const written = isMap(value) && value.get("literal") === true ? value.get("value") : undefined;
  if (typeof written === "string") return written;
  throw new Unclear(value instanceof Unknown ? value.why : "a value");
}
