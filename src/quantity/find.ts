import { isNumberWord } from "./number-words.ts";
import type { Quantity } from "./quantity.ts";
import { scan } from "./scan.ts";

/** A quantity inside a sentence, with its span. */
export interface Found {
  readonly quantity: Quantity;
  readonly start: number;
  readonly end: number;
}

const CANDIDATE = /(?<![\w#.:/-])(?:[$€£¥]\s?)?\d|(?<!\w)P(?=T?\d)/g;
const SPELT_TIME = /\b(?:half )?(an?|[a-z]+)\s+(?=(?:second|minute|hour|day|week|month|year)s?\b)/gi;

/** Every number with a unit in a sentence; bare numbers, dates, versions and references are none. */
export function findQuantities(sentence: string): readonly Found[] {
  const found: Found[] = [];
  let from = 0;
  for (const match of sentence.matchAll(CANDIDATE)) {
    if (match.index < from || /^\d{4}-\d{1,2}(?:-\d{1,2})?\b/.test(sentence.slice(match.index))) continue;
    const here = scan(sentence, match.index);
    if (here === undefined || "refusal" in here) continue;
    const { quantity, end } = here;
    if (quantity.measure === "count" && quantity.noun === undefined && quantity.per.length === 0) continue;
    found.push({ quantity, start: match.index, end });
    from = end;
  }
  for (const match of sentence.matchAll(SPELT_TIME)) {
    const here = isNumberWord(match[1] ?? "") ? scan(sentence, match.index) : undefined;
    if (here === undefined || "refusal" in here) continue;
    found.push({ quantity: here.quantity, start: match.index, end: here.end });
  }
  return found.toSorted((one, other) => one.start - other.start);
}
