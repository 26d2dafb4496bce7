import type { Expression } from "./expression.ts";
import { termsOf } from "./expression.ts";
import type { Term } from "./term.ts";

/** Another way to take an expression. `sure` is a notation; what is not sure only takes a wrong one back. */
export interface Reading {
  readonly expression: Expression;
  /** The result as it is taken then; as written where not said. */
  readonly result?: Expression;
  readonly sure: boolean;
}

/** How else an author may have meant what he wrote. */
export function readings(expression: Expression, result: Expression): readonly Reading[] {
  const all = [...termsOf(expression), ...termsOf(result)];
  const found: Reading[] = [];
  // "MB × 8 = Gbit": the unit already says so.
  if (all.some(({ unit }) => unit?.bits === true)) add(found, expression, without(expression, 8), true);
  if (all.some(({ unit }) => unit?.measure === "ratio")) add(found, expression, without(expression, 100), true);
  // "525,600 min/year × 100 bytes": so many pieces.
  add(found, expression, mapTerms(expression, asPieces), true);
  // "8.87 / 3 = 2.96 min/month", "25.3 + 17.9 = 43.2 %": figures whose unit is left to the reader.
  for (const change of [asPieces, asPoints]) {
    const [from, to] = [mapTerms(expression, change), mapTerms(result, change)];
    if (from !== expression || to !== result) found.push({ expression: from, result: to, sure: false });
  }
  // Who reckons in his head takes a day for 100 000 seconds.
  add(found, expression, mapTerms(expression, roughDay), false);
  return found;
}

function add(found: Reading[], as: Expression, expression: Expression | undefined, sure: boolean): void {
  if (expression !== undefined && expression !== as) found.push({ expression, sure });
}

const isBare = (expression: Expression, value: number): boolean =>
  expression.kind === "term" &&
  expression.term.unit === undefined &&
  expression.term.label === undefined &&
  expression.term.per.length === 0 &&
  expression.term.low === value;

/** A product without one bare factor. */
function without(expression: Expression, value: number): Expression | undefined {
  if (expression.kind !== "*" && expression.kind !== "/") return undefined;
  const { kind, left, right } = expression;
  if (isBare(right, value)) return left;
  if (kind === "*" && isBare(left, value)) return right;
  const inner = without(left, value);
  return inner === undefined ? undefined : { kind, left: inner, right };
}

/** The same tree where no term changes. */
function mapTerms(expression: Expression, change: (term: Term) => Term): Expression {
  switch (expression.kind) {
    case "term": {
      const term = change(expression.term);
      return term === expression.term ? expression : { kind: "term", term };
    }
    case "call": {
      const values = expression.values.map((each) => mapTerms(each, change));
      return values.every((each, i) => each === expression.values[i]) ? expression : { ...expression, values };
    }
    default: {
      const [left, right] = [mapTerms(expression.left, change), mapTerms(expression.right, change)];
      return left === expression.left && right === expression.right ? expression : { ...expression, left, right };
    }
  }
}

function asPieces(term: Term): Term {
  if (term.unit?.measure !== "time" || !term.per.some(({ measure }) => measure === "time")) return term;
  const { unit: _, ...rest } = term;
  return { ...rest, per: [] };
}

function asPoints(term: Term): Term {
  if (term.unit?.measure !== "ratio") return term;
  const { unit: _, ...rest } = term;
  return rest;
}

function roughDay(term: Term): Term {
  const isSeconds = term.unit === undefined || (term.unit.measure === "time" && term.unit.base === 1);
  return isSeconds && term.low === 86_400 && term.high === 86_400 ? { ...term, low: 1e5, high: 1e5 } : term;
}
