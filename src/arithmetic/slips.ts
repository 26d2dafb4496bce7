import { evaluate, type Value } from "./evaluate.ts";
import { type Expression, termsOf } from "./expression.ts";

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= Math.abs(other) * 0.025;

const TIMES: readonly (readonly [number, string])[] = [
  [60, "60, as between seconds and minutes or minutes and hours"],
  [3600, "3600, as between seconds and hours"],
  [86_400, "86 400, as between seconds and days"],
  [24, "24, as between hours and days"],
  [7, "7, as between days and weeks"],
  [30, "30, as between days and months"],
  [365, "365, as between days and years"],
  [12, "12, as between months and years"],
];

/** What went wrong, as far as one of the usual slips gives the very number that is written. */
export function slipOf(expression: Expression, expected: Value, written: Value): string | undefined {
  const want = middle(expected);
  const got = middle(written);
  if (want === 0 || got === 0) return undefined;
  const off = got / want;
  return (
    forgotten(expression, off) ??
    leftOut(expression, want, got) ??
    rounding(expression, expected, written) ??
    power(off, expression, expected) ??
    unitOff(off, expected, expression)
  );
}

const middle = ({ low, high }: Value): number => (low + high) / 2;

/** The result is right but for one factor of the product. */
function forgotten(expression: Expression, off: number): string | undefined {
  const factors = product(expression);
  if (factors.length < 2) return undefined;
  for (const { term, by } of factors) {
    if (term.low !== term.high || term.low === 1) continue;
    if (isNear(off, by === "*" ? 1 / term.low : term.low))
      return `${by === "*" ? "×" : "÷"} ${term.text.trim()} is left out`;
  }
  return undefined;
}

interface Factor {
  readonly term: ReturnType<typeof termsOf>[number];
  readonly by: "*" | "/";
}

const product = (expression: Expression): readonly Factor[] => {
  if (expression.kind === "term") return [{ term: expression.term, by: "*" }];
  if (expression.kind === "*") return [...product(expression.left), ...product(expression.right)];
  if (expression.kind === "/")
    return [
      ...product(expression.left),
      ...product(expression.right).map(({ term, by }): Factor => ({ term, by: by === "*" ? "/" : "*" })),
    ];
  return [];
};

/** The result is right but for one part of the sum: the one that comes nearest. */
function leftOut(expression: Expression, want: number, got: number): string | undefined {
  if (expression.kind !== "+") return undefined;
  const [nearest] = parts(expression)
    .map((part) => {
      const value = evaluate(part, { binary: false, days: "exact" });
      const size = value === undefined ? 0 : middle(value);
      return { part, off: size > 0 ? Math.abs(want - size - got) / size : Infinity };
    })
    .toSorted((one, other) => one.off - other.off);
  if (nearest === undefined || nearest.off > 0.1) return undefined;
  const said = termsOf(nearest.part).map(({ text }) => text.trim());
  return `${said.join(" × ")} is left out`;
}

const parts = (expression: Expression): readonly Expression[] =>
  expression.kind === "+" ? [...parts(expression.left), ...parts(expression.right)] : [expression];

function power(off: number, expression: Expression, { bytes }: Value): string | undefined {
  const exponent = Math.round(Math.log10(off));
  if (exponent === 0 || Math.abs(exponent) > 12 || !isNear(off, 10 ** exponent)) return undefined;
  const factor = 10 ** Math.abs(exponent);
  const printed = new Intl.NumberFormat("en").format(factor).replaceAll(",", " ");
  const isShare = factor === 100 && termsOf(expression).some(({ unit }) => unit?.measure === "ratio");
  const cause = isShare
    ? ", as between per cent and a fraction"
    : bytes !== 0 && factor === 1000
      ? ", as between kB and MB"
      : "";
  return `a factor of ${printed} ${exponent < 0 ? "is missing" : "too much"}${cause}`;
}

/** E8: a ceiling that was rounded down, and the like. */
function rounding(expression: Expression, expected: Value, written: Value): string | undefined {
  if (expression.kind !== "call" || (expression.name !== "ceil" && expression.name !== "floor")) return undefined;
  const step = expression.name === "ceil" ? -1 : 1;
  return expected.high + step === written.high
    ? `rounded ${step < 0 ? "down where the sum rounds up" : "up where the sum rounds down"}`
    : undefined;
}

function unitOff(off: number, { bytes, time }: Value, expression: Expression): string | undefined {
  if (bytes !== 0 && (isNear(off, 8) || isNear(off, 1 / 8))) return "off by a factor of 8, as between bits and bytes";
  const isTimed = termsOf(expression).some(
    ({ unit, per }) => unit?.measure === "time" || per.some(({ measure }) => measure === "time"),
  );
  if (time === 0 && bytes === 0 && !isTimed) return undefined;
  const found = TIMES.find(([factor]) => isNear(off, factor) || isNear(off, 1 / factor));
  return found === undefined ? undefined : `off by a factor of ${found[1]}`;
}
