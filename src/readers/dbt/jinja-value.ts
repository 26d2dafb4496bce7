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

/** Past these, an expression is a data set or an attack. */
const MOST_TOKENS = 20_000;
const DEEPEST = 20;
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

/** For every opening bracket that is closed: the index behind the closing one. */
export function closings(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const [i, { type, value }] of tokens.entries()) {
    if (type !== "operator") continue;
    if ("([{".includes(value)) open.push(i);
    const start = ")]}".includes(value) ? open.pop() : undefined;
    if (start !== undefined) ends.set(start, i + 1);
  }
  return ends;
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

/** The arguments of a call, whose tokens stand between `from` and `to`. */
export function argumentsOf(all: readonly Token[], from = 0, to = all.length, depth = 0): Arguments {
  if (to - from > MOST_TOKENS) return { positional: [COMPUTED], named: {} };
  const positional: Value[] = [];
  const named: Record<string, Value> = {};
  for (const part of split(all.slice(from, to))) {
    const [name, equals] = part;
    if (name?.type === "name" && is(equals, "=")) named[name.value] = valueOf(part.slice(2), depth);
    else positional.push(valueOf(part, depth));
  }
  return { positional, named };
}

/** One expression. What this does not know is `computed`, never a guess. */
export function valueOf(tokens: readonly Token[], depth = 0): Value {
  if (tokens.length > MOST_TOKENS || depth > DEEPEST) return COMPUTED;
  const inner = (part: readonly Token[]): Value => valueOf(part, depth + 1);
  const flat = topLevel(tokens);
  const join = flat.find((i) => i > 0 && (is(tokens[i], "~") || is(tokens[i], "+")));
  if (join !== undefined)
    return { kind: "join", left: inner(tokens.slice(0, join)), right: inner(tokens.slice(join + 1)) };
  const bar = flat.findLast((i) => is(tokens[i], "|"));
  if (bar !== undefined)
    return bar === tokens.length - 2 && PLAIN_FILTERS.has(tokens.at(-1)?.value ?? "")
      ? inner(tokens.slice(0, bar))
      : COMPUTED;
  const [first, second] = tokens;
  if (first === undefined) return COMPUTED;
  if (tokens.length === 1) return single(first);
  if (is(first, "-") && second?.type === "number" && tokens.length === 2)
    return { kind: "literal", value: -Number(second.value) };
  if (closings(tokens).get(is(second, "(") ? 1 : 0) !== tokens.length) return COMPUTED;
  if (first.type === "name" && is(second, "("))
    return { kind: "call", name: first.value, args: argumentsOf(tokens, 2, tokens.length - 1, depth + 1) };
  const parts = split(tokens.slice(1, -1));
  if (is(first, "[")) return { kind: "list", items: parts.map(inner) };
  if (is(first, "(")) return parts.length === 1 && parts[0] !== undefined ? inner(parts[0]) : COMPUTED;
  return is(first, "{") ? map(parts, inner) : COMPUTED;
}

/** Indices of the tokens outside of all brackets. */
function topLevel(tokens: readonly Token[]): readonly number[] {
  const found: number[] = [];
  let depth = 0;
  for (const [i, { type, value }] of tokens.entries()) {
    if (type === "operator" && ")]}".includes(value)) depth -= 1;
    if (depth === 0) found.push(i);
    if (type === "operator" && "([{".includes(value)) depth += 1;
  }
  return found;
}

function single(token: Token): Value {
  if (token.type === "string") return { kind: "literal", value: token.value };
  if (token.type === "number") return { kind: "literal", value: Number(token.value.replaceAll("_", "")) };
  const constant = token.type === "name" ? CONSTANTS.get(token.value) : undefined;
  return constant === undefined ? COMPUTED : { kind: "literal", value: constant };
}

function map(parts: readonly (readonly Token[])[], inner: (part: readonly Token[]) => Value): Value {
  const entries: [string, Value][] = [];
  for (const part of parts) {
    const [key, colon] = part;
    if (key?.type !== "string" || !is(colon, ":")) return COMPUTED;
    entries.push([key.value, inner(part.slice(2))]);
  }
  return { kind: "map", entries };
}
