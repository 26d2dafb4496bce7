import { type Call, itemsOf, type Value } from "../../../code/python/value.ts";
import { quoteName, quoteText } from "../../../sql/quote.ts";
import { columnName } from "./column-name.ts";
import type { Model, State } from "./state.ts";

export interface Around {
  readonly model: Model;
  readonly state: State;
  /** How a column is written. */
  name(column: string): string;
}

const COMPARES: Readonly<Record<string, string>> = { exact: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" };
const SHORT = (value: Value): string => {
  const of = value.is === "call" ? value.of : value;
  return of.is === "name" ? (of.name.split(".").at(-1) ?? "") : "";
};

/** An expression of Django's (`F`, `Q`, `Lower`, a constant) as SQL; undefined where it cannot be known. */
export function expressionSql(value: Value, around: Around): string | undefined {
  if (value.is === "text") return quoteText(value.text);
  if (value.is === "number") return value.text;
  if (value.is === "truth") return String(value.truth);
  if (value.is === "none") return "NULL";
  if (value.is === "operation") return operation(value.sign, value.items, around);
  return value.is === "call" ? called(value, around) : undefined;
}

function operation(sign: string, items: readonly Value[], around: Around): string | undefined {
  const parts = items.map((item) => expressionSql(item, around));
  if (parts.includes(undefined)) return undefined;
  if (sign === "~") return `NOT ${parts[0] ?? ""}`;
  const joint = { "&": "AND", "|": "OR", "+": "+", "-": "-", "*": "*", "/": "/" }[sign];
  return joint === undefined || parts.length < 2 ? undefined : `(${parts.join(` ${joint} `)})`;
}

function called(call: Call, around: Around): string | undefined {
  const short = SHORT(call);
  const [first] = call.plain;
  if (short === "Q") return condition(call, around);
  if (short === "F") return first?.is === "text" ? around.name(columnName(first.text, around.model)) : undefined;
  if (short === "Value") return first === undefined ? undefined : expressionSql(first, around);
  if (short === "Now") return "statement_timestamp()";
  if (short === "RandomUUID") return "gen_random_uuid()";
  if (short === "OrderBy" && first !== undefined) {
    const of = argument(first, around);
    const down = call.named["descending"];
    return of === undefined ? undefined : `${of}${down?.is === "truth" && down.truth ? " DESC" : ""}`;
  }
  const functions: Readonly<Record<string, string>> = {
    Lower: "lower",
    Upper: "upper",
    Coalesce: "coalesce",
    Trim: "btrim",
    MD5: "md5",
    Length: "char_length",
    Abs: "abs",
    Concat: "concat",
  };
  const known = functions[short];
  if (known !== undefined) {
    const parts = call.plain.map((one) => argument(one, around));
    return parts.length === 0 || parts.includes(undefined) ? undefined : `${known}(${parts.join(", ")})`;
  }
  return undefined;
}

/** A bare text among the arguments of a function is a column. */
export const argument = (value: Value, around: Around): string | undefined =>
  value.is === "text"
    ? value.text.startsWith("-")
      ? `${around.name(columnName(value.text.slice(1), around.model))} DESC`
      : around.name(columnName(value.text, around.model))
    : expressionSql(value, around);

/** `Q(a=1, b__isnull=True)`. */
function condition(call: Call, around: Around): string | undefined {
  const parts: (string | undefined)[] = call.plain.map((one) => {
    const [key, value] = itemsOf(one) ?? [];
    return key?.is === "text" && value !== undefined ? lookup(key.text, value, around) : expressionSql(one, around);
  });
  let [joint, negated] = ["AND", false];
  for (const [name, value] of Object.entries(call.named)) {
    if (name === "_connector") joint = value.is === "text" ? value.text : "";
    else if (name === "_negated") negated = value.is === "truth" && value.truth;
    else parts.push(lookup(name, value, around));
  }
  if (parts.length === 0 || parts.includes(undefined) || !["AND", "OR"].includes(joint)) return undefined;
  const sql = parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(` ${joint} `)})`;
  return negated ? `NOT (${sql})` : sql;
}

function lookup(key: string, value: Value, around: Around): string | undefined {
  const words = key.split("__");
  const last = words.at(-1) ?? "";
  const kind = words.length > 1 ? last : "exact";
  const field = words.length > 1 ? words.slice(0, -1).join("__") : key;
  if (field.includes("__")) return undefined;
  const column = around.name(columnName(field, around.model));
  if (kind === "isnull") return value.is === "truth" ? `${column} IS ${value.truth ? "" : "NOT "}NULL` : undefined;
  if (kind === "exact" && value.is === "none") return `${column} IS NULL`;
  if (kind === "exact" && value.is === "truth") return value.truth ? column : `NOT ${column}`;
  if (kind === "in" || kind === "range") {
    const items = (itemsOf(value) ?? []).map((item) => expressionSql(item, around));
    if (items.length === 0 || items.includes(undefined)) return undefined;
    return kind === "in"
      ? `${column} IN (${items.join(", ")})`
      : `${column} BETWEEN ${items[0] ?? ""} AND ${items[1] ?? ""}`;
  }
  const sign = COMPARES[kind];
  const right = expressionSql(value, around);
  return sign === undefined || right === undefined ? undefined : `${column} ${sign} ${right}`;
}

export const plain = (model: Model, state: State): Around => ({ model, state, name: quoteName });
