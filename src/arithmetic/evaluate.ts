import type { Per } from "../quantity/quantity.ts";
import type { Unit } from "../quantity/units.ts";
import type { Expression } from "./expression.ts";
import type { Term } from "./term.ts";

const MONTH = (365.25 / 12) * 86_400;
const YEAR = 365.25 * 86_400;

/** How units with two meanings are taken. `bare` leaves all units away: only what is printed counts. */
export interface Convention {
  readonly binary: boolean;
  readonly days: "exact" | "round";
  readonly bare?: true;
  /** Days and seconds only say what is counted: "500 TB × 365 days". */
  readonly timeless?: true;
  /** Bare whole numbers are divided as programs do. */
  readonly whole?: true;
}

/** A figure in bytes, seconds and money; pieces have no dimension, whatever they are pieces of. */
export interface Value {
  readonly low: number;
  readonly high: number;
  readonly bytes: number;
  readonly time: number;
  readonly money: number;
  /** "20 %", which added to something is a share of that. */
  readonly ratio?: true;
}

export const sameKind = (one: Value, other: Value): boolean =>
  one.bytes === other.bytes && one.time === other.time && one.money === other.money;

/** The value of an expression, or undefined where its parts do not go together. */
export function evaluate(expression: Expression, convention: Convention): Value | undefined {
  switch (expression.kind) {
    case "term":
      return valueOf(expression.term, convention);
    case "call": {
      const values = expression.values.map((each) => evaluate(each, convention));
      return values.every((each) => each !== undefined) ? call(expression.name, values) : undefined;
    }
    default: {
      const left = evaluate(expression.left, convention);
      const right = evaluate(expression.right, convention);
      return left === undefined || right === undefined
        ? undefined
        : apply(expression.kind, left, right, convention.whole);
    }
  }
}

function call(name: "ceil" | "floor" | "round" | "max" | "min", values: readonly Value[]): Value | undefined {
  const [first] = values;
  if (first === undefined || !values.every((each) => sameKind(each, first))) return undefined;
  const of = (pick: (value: Value) => number): number =>
    name === "max" || name === "min"
      ? Math[name](...values.map(pick))
      : Math[name](Number(pick(first).toPrecision(12)));
  return { ...first, low: of(({ low }) => low), high: of(({ high }) => high) };
}

function apply(kind: "+" | "-" | "*" | "/" | "^", left: Value, right: Value, whole?: true): Value | undefined {
  switch (kind) {
    case "*":
      return both(left.low * right.low, left.high * right.high, (side) => left[side] + right[side]);
    case "/":
      if (whole === true && isPlain(left) && isPlain(right))
        return both(Math.floor(left.low / right.high), Math.floor(left.high / right.low), () => 0);
      return both(left.low / right.high, left.high / right.low, (side) => left[side] - right[side]);
    case "^":
      return right.low === right.high && isPlain(left) && isPlain(right)
        ? both(left.low ** right.low, left.high ** right.low, () => 0)
        : undefined;
    default: {
      const sign = kind === "+" ? 1 : -1;
      if (right.ratio === true && left.ratio !== true)
        return both(left.low * (1 + sign * right.low), left.high * (1 + sign * right.high), (side) => left[side]);
      if (!sameKind(left, right)) return undefined;
      const [low, high] = sign === 1 ? [right.low, right.high] : [-right.high, -right.low];
      return both(left.low + low, left.high + high, (side) => left[side]);
    }
  }
}

function both(low: number, high: number, dimension: (side: "bytes" | "time" | "money") => number): Value | undefined {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return undefined;
  return {
    low: Math.min(low, high),
    high: Math.max(low, high),
    bytes: dimension("bytes"),
    time: dimension("time"),
    money: dimension("money"),
  };
}

const isPlain = (value: Value): boolean => value.bytes === 0 && value.time === 0 && value.money === 0;

export function valueOf(term: Term, convention: Convention): Value {
  const doubled = term.scale === 1e3 || term.scale === 1e6 || term.scale === 1e9 ? Math.log10(term.scale) / 3 : 0;
  const scale = convention.binary && doubled > 0 ? 1024 ** doubled / term.scale : 1;
  if (convention.bare === true) return { low: term.low, high: term.high, bytes: 0, time: 0, money: 0 };
  const base = term.unit === undefined ? 1 : baseOf(term.unit, convention);
  const divisor = term.per.reduce((product, per) => product * baseOf(per, convention), 1);
  const dimension = (measure: string): number =>
    measure === "time" && convention.timeless === true
      ? 0
      : Number(term.unit?.measure === measure) - term.per.filter((per) => per.measure === measure).length;
  return {
    low: (term.low * scale * base) / divisor,
    high: (term.high * scale * base) / divisor,
    bytes: dimension("bytes"),
    time: dimension("time"),
    money: dimension("money"),
    ...(term.unit?.measure === "ratio" ? { ratio: true } : {}),
  };
}

/** A unit's size under a convention: 1024 for 1000 in bytes, months of 30 and years of 365 days. */
export function baseOf({ measure, base, ...unit }: Unit | Per, { binary, days, timeless }: Convention): number {
  if (measure === "time" && timeless === true) return 1;
  if (measure === "bytes" && binary) {
    const bits = "bits" in unit && unit.bits ? 8 : 1;
    const power = Math.round(Math.log10(base * bits)) / 3;
    return Number.isInteger(power) && power > 0 && Math.abs(base * bits - 1000 ** power) < 1
      ? 1024 ** power / bits
      : base;
  }
  if (measure === "time" && days === "round") return base === MONTH ? 30 * 86_400 : base === YEAR ? 365 * 86_400 : base;
  return base;
}
