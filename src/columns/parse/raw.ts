import type { Name } from "../query.ts";
import { restored } from "./same-length.ts";

/** A node of the parser's tree, of which nothing is believed unseen. */
export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const rawOf = (value: unknown): Raw => (isRaw(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Objects with one field that are no variants of an expression. */
const FIELDS: ReadonlySet<string> = new Set(["this", "expressions", "value", "sql", "fields", "name"]);

/** An expression is an object with one field, which says what it is; undefined where it is a part of one. */
export function variantOf(value: unknown): readonly [name: string, body: unknown] | undefined {
  if (!isRaw(value)) return undefined;
  const keys = Object.keys(value);
  const [only = ""] = keys;
  if (keys.length !== 1 || FIELDS.has(only)) return undefined;
  const body = value[only];
  return typeof body === "string" && only === "data_type" ? undefined : [only, body];
}

/** An identifier is `{ name, quoted, … }`. */
export function nameOf(value: unknown): Name | undefined {
  const inner = variantOf(value);
  if (inner?.[0] === "identifier") return nameOf(inner[1]);
  if (typeof value === "string") return { text: value, quoted: false };
  if (!isRaw(value)) return undefined;
  const { name, quoted, span } = value;
  if (typeof name !== "string") return undefined;
  const start = rawOf(span)["start"];
  return { text: restored(name), quoted: quoted === true, ...(typeof start === "number" && { at: start }) };
}

export const namesOf = (value: unknown): readonly Name[] =>
  listOf(value)
    .map(nameOf)
    .filter((name) => name !== undefined);

/** Variants that are queries. */
export const QUERIES: ReadonlySet<string> = new Set(["select", "union", "intersect", "except", "subquery", "values"]);
