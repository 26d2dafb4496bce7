import type { Level } from "../model/level.ts";
import type { JudgedGap } from "../model/verdict.ts";

/** Gaps of one cause: what could not be understood, how often, and where. */
export interface FoldedGaps {
  readonly level: Level;
  readonly reader: string;
  readonly key: string;
  readonly gaps: readonly JudgedGap[];
}

const RANK: Readonly<Record<Level, number>> = { block: 0, review: 1, notice: 2 };

export function foldGaps(gaps: readonly JudgedGap[]): readonly FoldedGaps[] {
  const folds = new Map<string, JudgedGap[]>();
  for (const gap of gaps) {
    const key = `${RANK[gap.level]} ${gap.reader} ${gap.key}`;
    folds.set(key, [...(folds.get(key) ?? []), gap]);
  }
  return [...folds.values()]
    .flatMap((fold) => {
      const [first] = fold;
      return first === undefined ? [] : [{ level: first.level, reader: first.reader, key: first.key, gaps: fold }];
    })
    .sort((a, b) => RANK[a.level] - RANK[b.level] || b.gaps.length - a.gaps.length || (a.key < b.key ? -1 : 1));
}
