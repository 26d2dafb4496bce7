import type { Said } from "../../model/plan-part.ts";
import type { Item } from "../item.ts";

const ALIKE = 0.9;
/** Shorter than this, a person may well use the same words. */
const WORDS = 5;

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const isLong = (text: string): boolean => text.split(" ").length >= WORDS;

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** Dice's coefficient over trigrams: 1 for equal texts, 0 for nothing in common. */
export const trigramSimilarity = (one: string, other: string): number => dice(trigrams(one), trigrams(other));

function dice(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const all = left.size + right.size;
  if (all === 0) return 1;
  // Sets of so different sizes cannot be alike, whatever they share.
  if ((2 * Math.min(left.size, right.size)) / all < ALIKE) return 0;
  let shared = 0;
  for (const gram of left) if (right.has(gram)) shared++;
  return (2 * shared) / all;
}

/** The words of an item's template that wait for an answer, and its demand. */
function hintsOf({ template, demand }: Item): readonly string[] {
  const asked = template
    .split(/\n|(?<!\\)\|/)
    .filter((part) => part.includes("<"))
    .flatMap((part) => [part, part.replace(/^[^<]*?:\s/, "")]);
  return [...asked, demand].map(normal).filter(isLong);
}

/** Everything in a stage that is the template's own words, its mark as a slot taken away. */
export function echoes(said: readonly Said[], items: readonly Item[]): readonly Said[] {
  const hints = [...new Set(items.flatMap(hintsOf))].map(trigrams);
  if (hints.length === 0) return [];
  return said.filter(({ text, open }) => {
    if (open === true) return false;
    const own = [text, text.replace(/^[^:]{1,40}:\s/, "")].map(normal).filter(isLong);
    return own.map(trigrams).some((words) => hints.some((hint) => dice(words, hint) >= ALIKE));
  });
}
