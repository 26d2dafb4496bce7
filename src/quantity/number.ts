import { spelt } from "./number-words.ts";

export interface NumberLiteral {
  readonly value: number;
  readonly end: number;
}

type Scan = NumberLiteral | { readonly ambiguous: string } | undefined;

const DIGITS = /\d+(?:[.,_'\u00a0\u202f]\d+)*(?: \d{3}(?!\d))*/y;

/** Thousands by `,` `_` `.` or a space, decimals by `.` or `,`; a text with two readings is refused, not guessed. */
export function number(text: string, at: number): Scan {
  DIGITS.lastIndex = at;
  const found = DIGITS.exec(text);
  if (found === null) return spelt(text, at);
  const [raw] = found;
  const end = at + raw.length;
  if (/^:\d/.test(text.slice(end))) return undefined;
  if (raw.includes(" ") && !/^\d{1,3}(?: \d{3})*(?: 000)$/.test(raw) && !/^\d{1,3}(?: \d{3}){2,}$/.test(raw))
    return { ambiguous: `\`${raw}\` may be ${raw.replaceAll(" ", "")} or ${raw.split(" ").join(" and ")}` };
  const value = plain(raw.replaceAll(/[ _'\u00a0\u202f]/g, ""));
  return value === undefined || value > 1e30 ? undefined : { value, end };
}

function plain(digits: string): number | undefined {
  if (/^\d+$/.test(digits)) return Number(digits);
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) {
    if (digits.startsWith("0,")) return Number(digits.replace(",", "."));
    return Number(digits.replaceAll(",", ""));
  }
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(digits) || /^\d{1,3}(?:\.\d{3}){2,}$/.test(digits))
    return Number(digits.replaceAll(".", "").replace(",", "."));
  if (/^\d+\.\d+$/.test(digits)) return Number(digits);
  if (/^\d+,\d+$/.test(digits)) return Number(digits.replace(",", "."));
  return undefined;
}

const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    k: 1e3,
    K: 1e3,
    M: 1e6,
    mn: 1e6,
    B: 1e9,
    bn: 1e9,
    T: 1e12,
    dozen: 12,
    hundred: 100,
    thousand: 1e3,
    tsd: 1e3,
    lakh: 1e5,
    million: 1e6,
    mio: 1e6,
    crore: 1e7,
    billion: 1e9,
    mrd: 1e9,
    trillion: 1e12,
    quadrillion: 1e15,
  }),
);

/** `k`, `M`, `B`, `million` … as a factor. */
export const scale = (word: string): number | undefined =>
  SCALES.get(word) ?? SCALES.get(word.toLowerCase().replace(/s$/, ""));
