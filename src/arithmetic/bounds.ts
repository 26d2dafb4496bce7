import type { PlanSum } from "../model/plan-sum.ts";
import { valueOf } from "./evaluate.ts";
import type { Key } from "./keys.ts";
import { fromLines } from "./outcome.ts";
import type { Scope } from "./scopes.ts";

interface Bound {
  readonly figure: Key;
  readonly by: Key;
  readonly at: "least" | "most";
  /** Said of the bound: "an average of 20 rows/s". */
  readonly words: string;
}

const BOUNDS: readonly Bound[] = [
  { figure: "peak_rate", by: "average_rate", at: "least", words: "a peak over an average of" },
  { figure: "required_rate", by: "peak_rate", at: "least", words: "a capacity for a peak of" },
  { figure: "processing_rate", by: "incoming_rate", at: "least", words: "a rate that keeps up with" },
  { figure: "runtime", by: "window", at: "most", words: "a run within a window of" },
  { figure: "runtime", by: "limit", at: "most", words: "a run within" },
];

/** Figures that cannot stand beside each other, whatever the sums say: a peak below the average, a run longer than its window. */
export function bounds({ keys }: Scope): readonly PlanSum[] {
  return BOUNDS.flatMap(({ figure, by, at, words }) => {
    const [stated, bound] = [keys.get(figure), keys.get(by)];
    if (stated === undefined || bound === undefined || stated.section !== bound.section) return [];
    const [one, other] = [stated.term, bound.term].map((term) => valueOf(term, { binary: false, days: "exact" }));
    if (one === undefined || other === undefined) return [];
    const isBroken = at === "least" ? one.high < other.low * 0.98 : one.low > other.high * 1.02;
    const isHeld = at === "least" ? one.low >= other.high * 0.98 : one.high <= other.low * 1.02;
    return {
      kind: "relation",
      formula: `${words} ${bound.term.text.trim()}`,
      written: stated.term.text.trim(),
      place: stated.place,
      ...fromLines(stated, [bound]),
      ...(isBroken
        ? { verdict: "wrong", expected: `at ${at} ${bound.term.text.trim()}` }
        : { verdict: isHeld ? "right" : "undecided" }),
    } as const;
  });
}
