import type { Token } from "./jinja-tags.ts";

/** What an expression says, as far as it can be known without rendering. Plain data, so that it may be memoised. */
export type Value =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, Value])[] }
  | { readonly kind: "call"; readonly name: string; readonly args: Arguments }
  | { readonly kind: "join"; readonly left: Value; readonly right: Value }
  | { readonly kind: "computed" };

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: Readonly<Record<string, Value>>;
}

/** Past this, an expression is a data set or an attack. */
const MOST_TOKENS = 2_000;
const COMPUTED: Value = { kind: "computed" };
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);
/** Filters that leave a value of the right type as it is. */
const PLAIN_FILTERS: ReadonlySet<string> = new Set(["as_bool", "as_native", "as_number", "as_text", "trim", "string"]);

/** The index behind the bracket that closes the one at `open`, or the end. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token?.type !== "operator") continue;
    if ("([{".includes(token.value)) depth += 1;
    if (")]}".includes(token.value)) depth -= 1;
    if (depth === 0) return i + 1;
  }
  return tokens.length;
}

const split = (tokens: readonly Token[]): readonly (readonly Token[])[] => {
  const parts: Token[][] = [];
  let depth = 0;
  let part: Token[] = [];
  for (const token of tokens) {
    if (token.type === "operator" && "([{".includes(token.value)) depth += 1;
    if (token.type === "operator" && ")]}".includes(token.value)) depth -= 1;
    if (depth === 0 && token.type === "operator" && token.value === ",") {
      parts.push(part);
      part = [];
    } else part.push(token);
  }
  return part.length > 0 ? [...parts, part] : parts;
};

const is = (token: Token | undefined, operator: string): boolean =>
  token?.type === "operator" && token.value === operator;

/** The arguments between the brackets of a call (`tokens` without the brackets). */
export function argumentsOf(tokens: readonly Token[]): Arguments {
  const positional: Value[] = [];
  const named: Record<string, Value> = {};
  for (const part of split(tokens)) {
    const [name, equals] = part;
    if (name?.type === "name" && is(equals, "=")) named[name.value] = valueOf(part.slice(2));
    else positional.push(valueOf(part));
  }
  return { positional, named };
}

/** One expression. What this does not know is `computed`, never a guess. */
export function valueOf(tokens: readonly Token[]): Value {
  if (tokens.length > MOST_TOKENS) return COMPUTED;
  const join = tokens.findIndex((token, i) => i > 0 && (is(token, "~") || is(token, "+")) && flat(tokens, i));
  if (join > 0) return { kind: "join", left: valueOf(tokens.slice(0, join)), right: valueOf(tokens.slice(join + 1)) };
  const bar = tokens.findLastIndex((token, i) => is(token, "|") && flat(tokens, i));
  if (bar > 0)
    return bar === tokens.length - 2 && PLAIN_FILTERS.has(tokens.at(-1)?.value ?? "")
      ? valueOf(tokens.slice(0, bar))
      : COMPUTED;
  const [first, second] = tokens;
  if (first === undefined) return COMPUTED;
  if (tokens.length === 1) return single(first);
  if (is(first, "-") && second?.type === "number" && tokens.length === 2)
    return { kind: "literal", value: -Number(second.value) };
  if (closing(tokens, is(second, "(") ? 1 : 0) !== tokens.length) return COMPUTED;
  const inside = tokens.slice(1, -1);
  if (is(first, "[")) return { kind: "list", items: split(inside).map(valueOf) };
  if (is(first, "(")) return split(inside).length === 1 ? valueOf(inside) : COMPUTED;
  if (is(first, "{")) return map(inside);
  if (first.type === "name" && is(second, "("))
    return { kind: "call", name: first.value, args: argumentsOf(tokens.slice(2, -1)) };
  return COMPUTED;
}

const flat = (tokens: readonly Token[], index: number): boolean =>
  tokens.slice(0, index).reduce((depth, { type, value }) => {
    if (type !== "operator") return depth;
    return depth + Number("([{".includes(value)) - Number(")]}".includes(value));
  }, 0) === 0;

function single(token: Token): Value {
  if (token.type === "string") return { kind: "literal", value: token.value };
  if (token.type === "number") return { kind: "literal", value: Number(token.value.replaceAll("_", "")) };
  const constant = token.type === "name" ? CONSTANTS.get(token.value) : undefined;
  return constant === undefined ? COMPUTED : { kind: "literal", value: constant };
}

function map(inside: readonly Token[]): Value {
  const entries: [string, Value][] = [];
  for (const part of split(inside)) {
    const [key, colon] = part;
    if (key?.type !== "string" || !is(colon, ":")) return COMPUTED;
    entries.push([key.value, valueOf(part.slice(2))]);
  }
  return { kind: "map", entries };
}
