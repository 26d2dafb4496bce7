import { findQuantities } from "../../quantity/find.ts";
import { number, scale } from "../../quantity/number.ts";
import type { Quantity } from "../../quantity/quantity.ts";

/** What stands behind the last sign of equality: the result of "25 × 5 = 125 requests/s"; the whole text where there is none. */
export const resultOf = (text: string): string => text.split(/=|≈/).at(-1) ?? text;

/** A text that reckons: its arithmetic is judged as a sum, and not again here. */
export const reckons = (text: string): boolean => /[=≈]/.test(text) && /[×*·/÷]|\bx\b/.test(text);

/** The first number of a text, with "k", "M" or "million" behind it; undefined where there is none or it may be read in two ways. */
export function firstNumber(text: string): number | undefined {
  const found = /(?<![\p{L}\d.,])\d/u.exec(text);
  if (found === null) return undefined;
  const read = number(text, found.index);
  if (read === undefined || "ambiguous" in read) return undefined;
  const word = /^\s?(\p{L}+)/u.exec(text.slice(read.end))?.[1];
  return read.value * (word === undefined ? 1 : (scale(word) ?? 1));
}

/** Pieces or requests per second: a rate with its unit, "125 requests/s", "45k rps". */
export const ratesOf = (text: string): readonly Quantity[] =>
  findQuantities(text)
    .map(({ quantity }) => quantity)
    .filter(({ measure, per }) => measure === "count" && per.some((one) => one.measure === "time"));

/** The same within what rounding explains; figures of a plan are estimates. */
export const about = (one: number, other: number, tolerance = 0.1): boolean =>
  Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));

/** As people write it: at most three digits behind the point, thousands by comma. */
export function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  const [whole = "", rest] = String(Number(value.toFixed(digits))).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

/** Bytes with the decimal prefix that fits. */
export function bytesInWords(bytes: number): string {
  const power = Math.min(5, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${figure(bytes / 1000 ** power)} ${["B", "kB", "MB", "GB", "TB", "PB"][power] ?? "B"}`;
}
