import type { Quantity } from "./quantity.ts";
import { scan } from "./scan.ts";

/** A quantity inside a sentence, with its span. */
export interface Found {
  readonly quantity: Quantity;
  readonly start: number;
  readonly end: number;
}

const CANDIDATE = /(?<![\w#.:/-])(?:[$€£¥]\s?)?\d|(?<!\w)P(?=T?\d)/g;
const SPELT: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    an: "1 ",
    a: "1 ",
    one: "1 ",
    two: "2 ",
    three: "3 ",
    five: "5 ",
    ten: "10 ",
  }),
);

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
  for (const match of sentence.matchAll(/\b(an?|one|two|three|five|ten)\s+(?=(?:second|minute|hour|day|week)s?\b)/gi)) {
    const word = match[0];
    const digits = SPELT.get((match[1] ?? "").toLowerCase()) ?? "1 ";
    const here = scan(digits + sentence.slice(match.index + word.length), 0);
    if (here === undefined || "refusal" in here) continue;
    found.push({
      quantity: here.quantity,
      start: match.index,
      end: match.index + word.length + here.end - digits.length,
    });
  }
  return found.toSorted((one, other) => one.start - other.start);
}
