import { type Convention, evaluate, type Value, valueOf } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import type { Term } from "./term.ts";

/** What may lie between a sum and its result: 2 % (10 % for "about"), one of the last printed digit, rounded operands. */
export function toleranceOf(
  expression: Expression,
  terms: readonly Term[],
  written: Term | undefined,
  loose: boolean,
): (to: Value, convention: Convention) => number {
  const about = loose || written?.approximate === true || terms.some(({ approximate }) => approximate);
  const isWhole = expression.kind === "call" && expression.name !== "max" && expression.name !== "min";
  const rounded = Math.min(0.08, roundingOf(expression));
  // Who prints five digits means them.
  const share = about ? 0.1 : written !== undefined && significant(written) >= 5 ? 0.002 : 0.02;
  return (to, convention) => {
    const size = Math.max(Math.abs(to.low), Math.abs(to.high));
    if (written === undefined) return size * (share + rounded);
    const digit = unitStep(written, convention);
    if (isWhole && !about && written.unit === undefined && Number.isInteger(written.low)) return 0.5;
    return Math.max(size * (share + rounded), digit * 0.999);
  };
}

const significant = ({ text }: Term): number =>
  (/\d[\d.,_'\u00a0 ]*/.exec(text)?.[0] ?? "").replaceAll(/\D/g, "").replace(/^0+|0+$/g, "").length;

function unitStep(term: Term, convention: Convention): number {
  const one = valueOf({ ...term, low: term.step, high: term.step }, convention);
  return Math.abs(one.high);
}

/** How far the rounded figures of an expression can put it out, as a share of it: shares of factors add up, and those of a sum by their weight. */
function roundingOf(expression: Expression): number {
  switch (expression.kind) {
    case "term": {
      const { fraction, step, low } = expression.term;
      return fraction && low > 0 ? step / 2 / low : 0;
    }
    case "call":
      return Math.max(...expression.values.map(roundingOf));
    case "+":
    case "-": {
      const [left, right, whole] = [expression.left, expression.right, expression].map((each) => {
        const value = evaluate(each, EXACT);
        return value === undefined ? Number.NaN : Math.abs(value.high);
      });
      const share = roundingOf(expression.left) * (left ?? 0) + roundingOf(expression.right) * (right ?? 0);
      return Number.isFinite(share) && whole !== undefined && whole > 0 ? share / whole : 0;
    }
    default:
      return roundingOf(expression.left) + roundingOf(expression.right);
  }
}

const EXACT: Convention = { binary: false, days: "exact" };
