import { nameOf, type Value } from "../../../code/python/value.ts";
import { quoteIn, quoteName, quoteText } from "../../../sql/quote.ts";
import { typeOf } from "./types.ts";

const SIGNS: Readonly<Record<string, string>> = {
  "==": "=",
  "!=": "<>",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
  "&": "AND",
  "|": "OR",
  "+": "+",
  "-": "-",
  "*": "*",
  "/": "/",
  "||": "||",
  is: "IS",
  "is not": "IS NOT",
};

/** Methods of a column that compare, by what SQL calls them. */
const METHODS: Readonly<Record<string, string>> = {
  is_: "IS",
  is_not: "IS NOT",
  isnot: "IS NOT",
  like: "LIKE",
  ilike: "ILIKE",
  concat: "||",
};

/** The table that a value stands for: `sa.table("x")`, `sa.Table("x", …)`. */
export function tableOf(value: Value | undefined): string | undefined {
  const short = nameOf(value)?.split(".").at(-1);
  if (value?.is !== "call" || (short !== "table" && short !== "Table")) return undefined;
  const [first] = value.plain;
  const schema = value.named["schema"];
  return first?.is === "text" ? quoteIn(schema?.is === "text" ? schema.text : undefined, first.text) : undefined;
}

const all = (values: readonly Value[], between: string): string | undefined => {
  const parts = values.map(expression);
  return parts.includes(undefined) ? undefined : parts.join(between);
};

/** An expression of SQLAlchemy's as SQL; undefined where it is not one that can be known. */
export function expression(value: Value): string | undefined {
  switch (value.is) {
    case "text":
      return quoteText(value.text);
    case "number":
      return value.text;
    case "truth":
      return String(value.truth);
    case "none":
      return "NULL";
    case "operation":
      return operation(value.sign, value.items);
    case "member":
      return member(value.of, value.name);
    case "call":
      return value.of.is === "member"
        ? method(value.of.of, value.of.name, value.plain)
        : called(nameOf(value) ?? "", value.plain);
    case "name":
      return called(value.name, []);
    case "list":
    case "map":
    case "function":
    case "class":
    case "unknown":
      return undefined;
  }
  return undefined;
}

function operation(sign: string, items: readonly Value[]): string | undefined {
  const [only] = items;
  if (items.length === 1 && only !== undefined) {
    const inner = expression(only);
    return inner === undefined ? undefined : sign === "~" ? `NOT (${inner})` : sign === "-" ? `-${inner}` : undefined;
  }
  const known = SIGNS[sign];
  const [left, right] = items;
  if (known === undefined || left === undefined || right === undefined) return undefined;
  // `column == None` is how SQLAlchemy writes IS NULL.
  if (right.is === "none" && (known === "=" || known === "<>"))
    return all([left, right], known === "=" ? " IS " : " IS NOT ");
  const both = all(items, ` ${known} `);
  return both === undefined ? undefined : known === "AND" || known === "OR" ? `(${both})` : both;
}

/** `table.c.name`. */
const member = (of: Value, name: string): string | undefined =>
  of.is === "member" && (of.name === "c" || of.name === "columns") && tableOf(of.of) !== undefined
    ? quoteName(name)
    : undefined;

function method(of: Value, name: string, args: readonly Value[]): string | undefined {
  const own = expression(of);
  const [first] = args;
  if (own === undefined) return undefined;
  if (name === "desc") return `${own} DESC`;
  if (name === "asc") return `${own} ASC`;
  if (name === "nulls_last" || name === "nullslast") return `${own} NULLS LAST`;
  if (name === "nulls_first" || name === "nullsfirst") return `${own} NULLS FIRST`;
  if (name === "self_group") return `(${own})`;
  if (first === undefined) return undefined;
  if (name === "in_" || name === "not_in" || name === "notin_") {
    const items = first.is === "list" && first.items.length > 0 ? all(first.items, ", ") : undefined;
    return items === undefined ? undefined : `${own} ${name === "in_" ? "" : "NOT "}IN (${items})`;
  }
  if (name === "cast") return cast(own, first);
  if (name === "op" || !Object.hasOwn(METHODS, name)) return undefined;
  const right = expression(first);
  return right === undefined ? undefined : `${own} ${METHODS[name] ?? ""} ${right}`;
}

const cast = (own: string, to: Value): string | undefined => {
  const type = typeOf(to);
  return type === undefined ? undefined : `CAST(${own} AS ${type.sql})`;
};

function called(name: string, args: readonly Value[]): string | undefined {
  const parts = name.split(".");
  const short = parts.at(-1) ?? "";
  const [first, second] = args;
  if (parts.at(-2) === "func") {
    if (args.length === 0 && /^(current_(date|time|timestamp|user)|localtime|localtimestamp)$/i.test(short))
      return short.toUpperCase();
    const inner = all(args, ", ");
    return inner === undefined ? undefined : `${short}(${inner})`;
  }
  if (short === "true" || short === "false" || short === "null") return short;
  if ((short === "and_" || short === "or_") && args.length > 0) {
    const inner = all(args, short === "and_" ? " AND " : " OR ");
    return inner === undefined ? undefined : `(${inner})`;
  }
  if (first === undefined) return undefined;
  if (short === "text" || short === "literal_column" || short === "TextClause")
    return first.is === "text" ? plainText(first.text) : undefined;
  if (short === "column" || short === "Column") return first.is === "text" ? quoteName(first.text) : undefined;
  if (short === "literal" || short === "inline_literal" || short === "DefaultClause") return expression(first);
  if (short === "not_") return all([first], "") === undefined ? undefined : `NOT (${all([first], "") ?? ""})`;
  if (short === "desc" || short === "asc") return method(first, short, []);
  if (short === "cast" && second !== undefined) {
    const own = expression(first);
    return own === undefined ? undefined : cast(own, second);
  }
  return undefined;
}

/** `\:` is a colon that is no parameter. */
export const plainText = (sql: string): string => sql.replaceAll("\\:", ":");
