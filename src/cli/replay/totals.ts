import type { Replayed } from "./judge-step.ts";

export interface Totals {
  readonly reviews: number;
  readonly blocked: number;
  readonly crashes: number;
  readonly conclusions: Readonly<Record<string, number>>;
  readonly findings: Readonly<Record<string, number>>;
  /** By level, reader and cause; of each review only the gaps in what it changed (`notice` ones stood there before). */
  readonly gaps: Readonly<Record<string, number>>;
  readonly gapsBefore: Readonly<Record<string, number>>;
  readonly proofs: Readonly<Record<string, number>>;
  readonly milliseconds: { readonly median: number; readonly slowest: number; readonly total: number };
}

export function totals(reviews: readonly Replayed[]): Totals {
  const times = reviews.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const gaps = reviews.flatMap((review) => review.gaps);
  const cause = ({ reader, key, level }: (typeof gaps)[number]): string => `${level} ${reader}/${key}`;
  return {
    reviews: reviews.length,
    blocked: reviews.filter(({ conclusion }) => conclusion === "failure" || conclusion === "action_required").length,
    crashes: reviews.filter(({ conclusion }) => conclusion === "crash").length,
    conclusions: counts(reviews.map(({ conclusion }) => conclusion)),
    findings: counts(reviews.flatMap(({ findings }) => findings.map(({ level, rule }) => `${level} ${rule}`))),
    gaps: counts(gaps.filter(({ level }) => level !== "notice").map(cause)),
    gapsBefore: counts(gaps.filter(({ level }) => level === "notice").map(cause)),
    proofs: counts(reviews.flatMap(({ proofs }) => proofs.map(({ result }) => result))),
    milliseconds: {
      median: times[Math.floor(times.length / 2)] ?? 0,
      slowest: times.at(-1) ?? 0,
      total: Math.round(times.reduce((sum, time) => sum + time, 0)),
    },
  };
}

/** How often each word comes, the most frequent first. */
function counts(words: readonly string[]): Readonly<Record<string, number>> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return Object.fromEntries([...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}
