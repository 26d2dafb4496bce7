import type { Term } from "./term.ts";
import type { Token } from "./tokens.ts";

export type Call = "ceil" | "floor" | "round" | "max" | "min";

/** A sum as a tree. */
export type Expression =
  | { readonly kind: "term"; readonly term: Term }
  | {
      readonly kind: "+" | "-" | "*" | "/" | "^";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: Call; readonly values: readonly Expression[] };

const CALLS: ReadonlySet<string> = new Set<Call>(["ceil", "floor", "round", "max", "min"]);

/** The tree of a run of tokens, undefined unless all of it is one expression. */
export function parse(run: readonly Token[]): Expression | undefined {
  let i = 0;
  const peek = (): Token["kind"] | undefined => run[i]?.kind;
  const take = (kind: Token["kind"]): boolean => {
    if (peek() !== kind) return false;
    i++;
    return true;
  };
  const sum = (): Expression | undefined => {
    let left = product();
    for (let kind = peek(); left !== undefined && (kind === "+" || kind === "-"); kind = peek()) {
      i++;
      const right = product();
      left = right === undefined ? undefined : { kind, left, right };
    }
    return left;
  };
  const product = (): Expression | undefined => {
    let left = power();
    for (let kind = peek(); left !== undefined; kind = peek()) {
      const sign = signOf(kind, run[i - 1], run[i + 1]);
      if (sign === undefined) break;
      i++;
      const right = power();
      left = right === undefined ? undefined : { kind: sign, left, right };
    }
    return left;
  };
  const power = (): Expression | undefined => {
    const left = atom();
    if (left === undefined || !take("^")) return left;
    const right = atom();
    return right === undefined ? undefined : { kind: "^", left, right };
  };
  const atom = (): Expression | undefined => {
    const token = run[i];
    if (token?.kind === "term") {
      i++;
      return { kind: "term", term: token.term };
    }
    if (token?.kind === "(") {
      i++;
      const inner = sum();
      return inner !== undefined && take(")") ? inner : undefined;
    }
    if (token === undefined || !CALLS.has(token.kind)) return undefined;
    i++;
    const values: Expression[] = [];
    if (!take("(")) return undefined;
    do {
      const value = sum();
      if (value === undefined) return undefined;
      values.push(value);
    } while (take(","));
    return take(")") ? { kind: "call", name: token.kind as Call, values } : undefined;
  };
  const whole = sum();
  return i === run.length ? whole : undefined;
}

/** "20 % of 5 GB" and "5 GB/day for 90 days" multiply. */
function signOf(kind: Token["kind"] | undefined, before?: Token, after?: Token): "*" | "/" | undefined {
  if (kind === "*" || kind === "/") return kind;
  if (before?.kind !== "term") return undefined;
  if (kind === "of") return before.term.unit?.measure === "ratio" ? "*" : undefined;
  if (kind !== "for" || after?.kind !== "term") return undefined;
  const isRate = before.term.per.some(({ measure }) => measure === "time");
  return isRate && after.term.unit?.measure === "time" ? "*" : undefined;
}

export const termsOf = (expression: Expression): readonly Term[] =>
  expression.kind === "term"
    ? [expression.term]
    : expression.kind === "call"
      ? expression.values.flatMap(termsOf)
      : [...termsOf(expression.left), ...termsOf(expression.right)];
