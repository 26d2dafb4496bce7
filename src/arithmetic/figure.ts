import type { Term } from "./term.ts";
import { valueOf } from "./evaluate.ts";

/** Prints an expected figure in the unit of what was written, with four digits. */
export function inUnitOf(term: Term, expected: { readonly low: number; readonly high: number }): string {
  const one = valueOf({ ...term, low: 1, high: 1 }, { binary: false, days: "exact" }).high * term.scale;
  const figure = (value: number): string => print(value / one);
  const amount =
    expected.low === expected.high ? figure(expected.low) : `${figure(expected.low)}–${figure(expected.high)}`;
  const money = /^[$€£¥]/.exec(term.text)?.[0] ?? "";
  return `${money}${amount}${term.unitText.replace(/^[$€£¥\s\d.,]*(?=\s)/, "")}`.trim();
}

export const print = (value: number): string =>
  new Intl.NumberFormat("en", { maximumSignificantDigits: Math.abs(value) >= 1e4 ? 6 : 4 }).format(value);
