import type { Term } from "./term.ts";
import { valueOf } from "./evaluate.ts";

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Prints an expected figure in the unit of what was written, with four digits; bytes far from it in a unit that suits. */
export function inUnitOf(term: Term, expected: Range): string {
  const one = valueOf({ ...term, low: 1, high: 1 }, { binary: false, days: "exact" }).high * term.scale;
  const prefix = /^(\s?)([kKMGTP])B/.exec(term.unitText);
  if (prefix !== null && (expected.high / one < 0.01 || expected.high / one >= 1e5)) {
    const bytes = valueOf({ ...term, low: 1, high: 1 }, { binary: false, days: "exact" });
    const per = (term.unit?.base ?? 1) / bytes.high;
    const [size, name] = STEPS.find(([step]) => expected.high * per >= step) ?? [1, "B"];
    return `${span(expected, size / per)}${prefix[1]}${name}${term.unitText.slice(prefix[0].length)}`;
  }
  const money = /^[$€£¥]/.exec(term.text)?.[0] ?? "";
  return `${money}${span(expected, one)}${term.unitText.replace(/^[$€£¥\s\d.,]*(?=\s)/, "")}`.trim();
}

const STEPS = [
  [1e15, "PB"],
  [1e12, "TB"],
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
] as const;

const span = ({ low, high }: Range, one: number): string =>
  low === high ? print(low / one) : `${print(low / one)}–${print(high / one)}`;

export const print = (value: number): string =>
  new Intl.NumberFormat("en", { maximumSignificantDigits: Math.abs(value) >= 1e4 ? 6 : 4 }).format(value);
