import { type Convention, evaluate, sameKind, type Value, baseOf } from "./evaluate.ts";
import { type Expression, termsOf } from "./expression.ts";
import { readings as otherReadings } from "./readings.ts";
import { slipOf } from "./slips.ts";
import type { Term } from "./term.ts";
import { toleranceOf } from "./tolerance.ts";

export type Comparison =
  | { readonly verdict: "right" | "undecided" }
  | {
      readonly verdict: "wrong";
      /** In bytes, seconds, money or pieces, as the written result is measured. */
      readonly expected: { readonly low: number; readonly high: number };
      readonly slip?: string;
      readonly convention?: true;
    };

const DECIMAL: Convention = { binary: false, days: "exact" };
const ROUND: Convention = { binary: false, days: "round" };
const BINARY: Convention = { binary: true, days: "exact" };
const BINARY_ROUND: Convention = { binary: true, days: "round" };
const BARE: Convention = { binary: false, days: "exact", bare: true };
const TIMELESS: Convention = { binary: false, days: "exact", timeless: true };
const WHOLE: Convention = { binary: false, days: "exact", whole: true };
const UNDECIDED: Comparison = { verdict: "undecided" };
const RIGHT: Comparison = { verdict: "right" };

/** Does what is written as the result follow from the expression? `loose` where the author writes "about equal". */
export function compare(expression: Expression, result: Expression, loose: boolean): Comparison {
  const found = asWritten(expression, result, loose);
  if (found.verdict !== "wrong") return found;
  let best: Comparison = found;
  for (const { expression: other, result: to = result, sure } of otherReadings(expression, result)) {
    const compared = asWritten(other, to, loose);
    if (compared.verdict === "right") return sure ? RIGHT : UNDECIDED;
    if (sure && compared.verdict === "wrong" && best === found) best = compared;
  }
  return best;
}

function asWritten(expression: Expression, result: Expression, loose: boolean): Comparison {
  const terms = termsOf(expression);
  const written = result.kind === "term" ? result.term : undefined;
  const tolerance = toleranceOf(expression, terms, written, loose);
  const readings = (convention: Convention): readonly [Value, Value] | undefined => {
    const from = evaluate(expression, convention);
    const to = evaluate(result, convention);
    return from === undefined || to === undefined ? undefined : [from, to];
  };
  const fits = (convention: Convention): boolean => {
    const pair = readings(convention);
    return pair !== undefined && sameKind(...pair) && agree(...pair, tolerance(pair[1], convention));
  };
  const exact = readings(DECIMAL);
  if (exact === undefined) return UNDECIDED;
  if (fits(DECIMAL) || fits(ROUND) || (terms.every(isWholeNumber) && fits(WHOLE))) return RIGHT;
  const [from, to] = exact;
  if (!sameKind(from, to)) {
    if (fits(BARE) || fits(TIMELESS)) return RIGHT;
    if (isBare(from) && to.bytes === 1 && to.time === 0 && to.money === 0)
      return asBytes(expression, from, to, tolerance(to, DECIMAL));
    if (
      terms.every((each) => isFigure(each) && (isSum(expression) || !CONVERSIONS.has(each.low))) &&
      Math.abs(Math.log2((written?.high ?? 0) / from.high)) < 1
    ) {
      const bare = readings(BARE);
      const factor = written === undefined || bare === undefined ? undefined : to.high / bare[1].high;
      if (factor !== undefined) {
        const expected: Value = { ...to, low: from.low * factor, high: from.high * factor };
        return { verdict: "wrong", expected, ...slip(expression, expected, to) };
      }
    }
    const carried = carry(from, to, terms, termsOf(result)) ?? timeLeftOut(from, to, expression);
    if (carried === undefined) return UNDECIDED;
    if (carried.some((each) => agree(each, to, tolerance(to, DECIMAL)))) return RIGHT;
    const [only] = carried;
    return only === undefined || carried.length > 1 || !isNamedAlike(terms, termsOf(result))
      ? UNDECIDED
      : { verdict: "wrong", expected: only, ...slip(expression, only, to) };
  }
  const binary = fits(BINARY) || fits(BINARY_ROUND);
  if (binary && isBinary([...terms, ...termsOf(result)])) return RIGHT;
  if (!isNamedAlike(terms, termsOf(result))) return UNDECIDED;
  if (isOverlapping(terms, written)) return UNDECIDED;
  const converted = withoutConversions(expression);
  if (converted !== undefined) {
    const also = evaluate(converted, DECIMAL);
    if (fits(BARE) || also === undefined || agree(also, to, tolerance(to, DECIMAL))) return RIGHT;
    // A bare factor of 30 is no unit where nothing is counted by time or in bytes.
    const isPure = converted.kind === "term" && also.time === 0 && also.bytes === 0;
    if (binary)
      return {
        verdict: "wrong",
        expected: isPure ? from : closest([from, also], to),
        slip: POWERS_OF_TWO,
        convention: true,
      };
    const near = isPure ? from : closest([from, also], to);
    return { verdict: "wrong", expected: near, ...slip(near === also ? converted : expression, near, to) };
  }
  return binary
    ? { verdict: "wrong", expected: from, slip: POWERS_OF_TWO, convention: true }
    : { verdict: "wrong", expected: from, ...slip(expression, from, to) };
}

const POWERS_OF_TWO = "1024 was reckoned with where 1000 is written";

const CONVERSIONS = new Set([
  4.3, 4.33, 4.345, 4.35, 7, 8, 12, 24, 28, 30, 30.4, 30.44, 31, 52, 60, 168, 365, 365.25, 366, 720, 730, 1000, 1024,
  1440, 3600, 8760, 43_200, 43_800, 86_400, 525_600, 1e6, 2_592_000, 1e9,
]);

/** `rows/day ÷ 86 400` may divide, or say that days become seconds: the expression without such bare figures. */
function withoutConversions(expression: Expression): Expression | undefined {
  if (expression.kind !== "*" && expression.kind !== "/") return undefined;
  const { kind, left, right } = expression;
  if (isConversion(right)) return withoutConversions(left) ?? left;
  if (kind === "*" && isConversion(left)) return withoutConversions(right) ?? right;
  const [one, other] = [withoutConversions(left), withoutConversions(right)];
  return one === undefined && other === undefined ? undefined : { kind, left: one ?? left, right: other ?? right };
}

const isConversion = (expression: Expression): boolean =>
  expression.kind === "term" &&
  expression.term.unit === undefined &&
  expression.term.label === undefined &&
  expression.term.per.length === 0 &&
  CONVERSIONS.has(expression.term.low);

const closest = (values: readonly Value[], to: Value): Value =>
  values.reduce((one, other) => (distance(other, to) < distance(one, to) ? other : one));
const distance = (one: Value, other: Value): number => Math.abs(Math.log(one.high / other.high));

const slip = (expression: Expression, expected: Value, to: Value): { readonly slip?: string } => {
  const found = slipOf(expression, expected, to);
  return found === undefined ? {} : { slip: found };
};

/** A result of one or nought says too little to be held against anybody, and so does a range that admits the figure. */
const isOverlapping = (terms: readonly Term[], written: Term | undefined): boolean =>
  terms.some(({ low, high }) => high > low * 4) || (written !== undefined && written.high === 0);

/** Powers of two in a sum say that it is reckoned in them. */
const isBinary = (terms: readonly Term[]): boolean =>
  terms.some(
    ({ low, scale, unit }) =>
      (scale === 1 && low >= 128 && Number.isInteger(Math.log2(low))) ||
      (low === 2 && unit === undefined) ||
      (unit?.measure === "bytes" && unit.base > 1 && unit.base % 1000 !== 0 && unit.base % 125 !== 0),
  );

const namesOf = ({ unit, label }: Term): readonly string[] => [
  ...(unit?.measure === "count" && unit.noun !== undefined ? [unit.noun] : []),
  ...(label?.split(" ") ?? []),
];

/** A result that is counted in something the sum does not speak of may hide a factor. */
function isNamedAlike(terms: readonly Term[], results: readonly Term[]): boolean {
  const named = new Set(terms.flatMap((term) => [...namesOf(term), ...term.per.map(({ unit }) => unit)]));
  return results.every((result) => {
    const names = namesOf(result);
    return names.length === 0 || named.size === 0 || names.some((name) => named.has(name));
  });
}

/** One side says "a day" and the other leaves it away: the unit of time that is said is taken for both. */
function carry(from: Value, to: Value, terms: readonly Term[], results: readonly Term[]): readonly Value[] | undefined {
  if (from.bytes !== to.bytes || from.money !== to.money) return undefined;
  const gap = to.time - from.time;
  if (Math.abs(gap) !== 1) return undefined;
  const said = gap === 1 ? terms : results;
  const sizes = new Set(
    said.flatMap(({ per }) => per.filter(({ measure }) => measure === "time").map((each) => baseOf(each, DECIMAL))),
  );
  if (sizes.size === 0) return undefined;
  return [...sizes].map((size) => ({
    ...from,
    low: from.low * size ** gap,
    high: from.high * size ** gap,
    time: to.time,
  }));
}

/** "500 TB × 365 days = …": what is a day's is not said to be. Another unit of time may be meant all the same. */
function timeLeftOut(from: Value, to: Value, expression: Expression): readonly Value[] | undefined {
  const value = evaluate(expression, TIMELESS);
  if (value === undefined || from.time !== 1 || to.time !== 0) return undefined;
  if (from.bytes !== to.bytes || from.money !== to.money) return undefined;
  const got = to.high / value.high;
  const isUnit = [7, 12, 24, 30, 60, 365, 3600, 86_400].some((factor) =>
    [factor, 1 / factor].some((each) => Math.abs(got / each - 1) < 0.1),
  );
  return isUnit ? undefined : [value];
}

/** A number and nothing else. */
const isFigure = ({ unit, label, per, low, high }: Term): boolean =>
  unit === undefined && label === undefined && per.length === 0 && low === high;
const isWholeNumber = (term: Term): boolean => isFigure(term) && Number.isInteger(term.low);
const isSum = ({ kind }: Expression): boolean => kind === "+" || kind === "-";

const isBare = ({ bytes, time, money }: Value): boolean => bytes === 0 && time === 0 && money === 0;

/** "6 characters × 56.8 billion = 390 GB": pieces that are bytes, unless the figures are far apart. */
function asBytes(expression: Expression, from: Value, to: Value, tolerance: number): Comparison {
  const expected: Value = { ...from, bytes: 1 };
  if (agree(expected, to, tolerance)) return RIGHT;
  const off = to.high / from.high;
  return off < 0.5 || off > 2 ? UNDECIDED : { verdict: "wrong", expected, ...slip(expression, expected, to) };
}

const agree = (from: Value, to: Value, tolerance: number): boolean =>
  from.low - tolerance <= to.high && to.low - tolerance <= from.high;
