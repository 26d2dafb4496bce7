import type { Expr, Item, Name } from "../query.ts";
import { isRaw, listOf, nameOf, namesOf, QUERIES, type Raw, rawOf, textOf, variantOf } from "./raw.ts";

/** How a thing was written, not what it is. */
const SPELLING: ReadonlySet<string> = new Set([
  "span",
  "comments",
  "leading_comments",
  "trailing_comments",
  "pre_alias_comments",
  "operator_comments",
  "left_comments",
  "inferred_type",
  "original_name",
  "alias_explicit_as",
  "alias_keyword",
  "double_colon_syntax",
  "bracket_notation",
  "arrow_syntax",
  "variant_extract",
  "use_bracket_syntax",
  "integer_spelling",
  "real_spelling",
  "kind_text",
  "start_side_text",
  "end_side_text",
  "explicit_asc",
  "no_parens",
  "quoted",
]);

/** The parser's tree of an expression → ours. */
export function lowerExpression(raw: unknown): Expr {
  const variant = variantOf(raw);
  if (variant === undefined) return generic("part", raw);
  const [op, body] = variant;
  const parts = rawOf(body);
  switch (op) {
    case "column":
      return column(parts);
    case "identifier":
    case "var": {
      const name = nameOf(op === "var" ? parts["this"] : body);
      return name === undefined || op === "var" ? generic(op, body) : { kind: "column", parts: [name] };
    }
    case "dot":
      return dot(parts);
    case "paren":
    case "annotated":
      return lowerExpression(parts["this"]);
    case "star":
      return star(parts);
    case "literal":
      return { kind: "literal", type: textOf(parts["literal_type"]) ?? "", value: textOf(parts["value"]) ?? "" };
    case "boolean":
      return { kind: "literal", type: "boolean", value: String(parts["value"]) };
    case "null":
      return { kind: "literal", type: "null", value: "null" };
    case "function":
    case "aggregate_function":
      return functionCall(op, parts);
    case "method_call":
      return methodCall(parts);
    case "cast":
    case "safe_cast":
    case "try_cast":
      return cast(op, parts);
    default:
      return QUERIES.has(op) ? { kind: "query", raw } : generic(op, body);
  }
}

/** An entry of a list, with the alias it is given. */
export function lowerItem(raw: unknown): Item {
  const [op, body] = variantOf(raw) ?? [];
  if (op === "annotated") return lowerItem(rawOf(body)["this"]);
  if (op !== "alias" && op !== "pivot_alias") return { expr: lowerExpression(raw) };
  const { this: of, alias } = rawOf(body);
  const name = nameOf(alias) ?? aliasOf(alias);
  return { expr: lowerExpression(of), ...(name !== undefined && { alias: name }) };
}

/** In a pivot an alias is an expression. */
function aliasOf(raw: unknown): Name | undefined {
  const [op, body] = variantOf(raw) ?? [];
  if (op === "column") return nameOf(rawOf(body)["name"]);
  return op === "literal" ? { text: textOf(rawOf(body)["value"]) ?? "", quoted: true } : undefined;
}

function column(parts: Raw): Expr {
  const names = [nameOf(parts["table"]), nameOf(parts["name"])].filter((name) => name !== undefined);
  return { kind: "column", parts: names.flatMap(dotted) };
}

/** BigQuery quotes a whole path at once. */
const dotted = (name: Name): readonly Name[] =>
  name.quoted && name.text.includes(".") && /^[\w.-]+$/.test(name.text)
    ? name.text.split(".").map((text) => ({ ...name, text }))
    : [name];

function dot(parts: Raw): Expr {
  const of = lowerExpression(parts["this"]);
  const field = nameOf(parts["field"]);
  if (field?.text === "*")
    return { kind: "star", of: of.kind === "column" ? of.parts : [], except: [], replace: [], rename: [] };
  const bare = variantOf(parts["this"])?.[0] !== "paren";
  if (of.kind === "column" && field !== undefined && bare) return { kind: "column", parts: [...of.parts, field] };
  return { kind: "call", op: "field", text: field?.text.toLowerCase() ?? "", args: [of] };
}

function star(parts: Raw): Expr {
  const of = nameOf(parts["table"]);
  return {
    kind: "star",
    of: of === undefined ? [] : of.text.split(".").map((text) => ({ ...of, text })),
    except: namesOf(parts["except"]),
    replace: listOf(parts["replace"]).map((one) => lowerItem({ alias: one })),
    rename: listOf(parts["rename"]).flatMap((pair) => {
      const [from, to] = namesOf(pair);
      return from === undefined || to === undefined ? [] : [[from, to] as const];
    }),
  };
}

/** Functions that the parser has no node of its own for, under the name that the text gives them. */
function functionCall(op: string, parts: Raw): Expr {
  const { name, ...rest } = parts;
  const called = typeof name === "string" ? name : (nameOf(name)?.text ?? op);
  const { text, args } = skeleton(rest);
  return { kind: "call", op: called.toLowerCase(), text, args };
}

/** `schema.function(a)` and `safe.function(a)` look like calls of a column's method, which few databases have. */
function methodCall(parts: Raw): Expr {
  const { this: of, method, ...rest } = parts;
  const spaces = lowerExpression(of);
  const called = nameOf(method)?.text.toLowerCase() ?? "";
  const { text, args } = skeleton(rest);
  if (spaces.kind !== "column") return { kind: "call", op: `.${called}`, text, args: [spaces, ...args] };
  return { kind: "call", op: [...spaces.parts.map((one) => one.text.toLowerCase()), called].join("."), text, args };
}

function cast(op: string, { this: of, to, ...rest }: Raw): Expr {
  const { text, args } = skeleton(rest);
  const type = typeText(to);
  return { kind: "call", op, text: text === "{}" ? type : `${type} ${text}`, args: [lowerExpression(of), ...args] };
}

/** `numeric(10,2)`, `array<string>`: a type as one word and its parameters. */
export function typeText(raw: unknown): string {
  if (!isRaw(raw)) return "";
  const { data_type: name, ...rest } = raw;
  if (typeof name !== "string") return skeleton(raw).text;
  if (name === "custom") return (textOf(rest["name"]) ?? name).toLowerCase().replaceAll(/\s/g, "");
  const inner = Object.entries(rest)
    .filter(([key, value]) => !SPELLING.has(key) && value !== null && value !== false)
    .map(([, value]) => parameterText(value));
  return inner.length === 0 ? name : `${name}(${inner.join(",")})`;
}

function parameterText(value: unknown): string {
  if (isRaw(value)) return typeText(value);
  return typeof value === "string" ? value : skeleton(value).text;
}

function generic(op: string, body: unknown): Expr {
  const { text, args } = skeleton(body);
  return { kind: "call", op, text, args };
}

interface Skeleton {
  readonly text: string;
  readonly args: readonly Expr[];
}

/** What a node says beside its expressions, each of which leaves a `?`. */
export function skeleton(body: unknown): Skeleton {
  const args: Expr[] = [];
  const walk = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(walk).join()}]`;
    if (!isRaw(value)) return typeof value === "string" ? JSON.stringify(value) : String(value);
    if (variantOf(value) !== undefined) {
      args.push(lowerExpression(value));
      return "?";
    }
    const name = nameOf(value);
    if (name !== undefined && "quoted" in value)
      return name.quoted ? JSON.stringify(name.text) : name.text.toLowerCase();
    const said = Object.entries(value).filter(([key, one]) => !SPELLING.has(key) && !nothing(one));
    return `{${said.map(([key, one]) => `${key}:${walk(one)}`).join()}}`;
  };
  const text = walk(body);
  return { text, args };
}

const nothing = (value: unknown): boolean =>
  value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
