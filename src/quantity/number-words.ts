const UNITS = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const WORDS: ReadonlyMap<string, number> = new Map([
  ["a", 1],
  ["an", 1],
  ...UNITS.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 10 * (i + 2)] as const),
]);
const SPELT = new RegExp(`(?:(half)\\s+)?([a-z]+)(?:-(${UNITS.slice(1, 10).join("|")}))?(?=[\\s-][a-z])`, "iy");

export const isNumberWord = (word: string): boolean => WORDS.has(word.toLowerCase());

/** `two days`, `twenty-five rows`, `a hundred`, `half an hour`; only before another word, since "one" alone counts nothing. */
export function spelt(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  SPELT.lastIndex = at;
  const found = SPELT.exec(text);
  const [all = "", half, first = "", second] = found ?? [];
  const value = WORDS.get(first.toLowerCase());
  if (value === undefined) return undefined;
  const end = at + all.length;
  if (half !== undefined) return value === 1 && second === undefined ? { value: 0.5, end } : undefined;
  if (second === undefined) return { value, end };
  return value >= 20 ? { value: value + (WORDS.get(second.toLowerCase()) ?? 0), end } : undefined;
}
