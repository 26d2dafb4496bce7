import type { Gap } from "../model/fact.ts";
import type { Level } from "../model/level.ts";
import type { Context } from "../model/rule.ts";
import type { JudgedGap } from "../model/verdict.ts";
import { changedFile } from "./context.ts";
import type { MatchesGlob } from "./judge.ts";

/** Decision 8: opaque text in a migration that this pull request brings blocks; a gap in another changed file is for review. */
function level(gap: Gap, { base, head, config }: Context, matches: MatchesGlob): Level {
  if (!changedFile(base, head, gap.place)) return "notice";
  return gap.opaque === true && !matches(gap.place.path, config.opaque) ? "block" : "review";
}

/**
 * Gap → JudgedGap. What this pull request touches is told one by one; what stood there before is folded, one line for
 * each reader, cause and folder, with the count.
 */
export function judgeGaps(gaps: readonly Gap[], context: Context, matches: MatchesGlob): JudgedGap[] {
  const told: JudgedGap[] = [];
  const folded = new Map<string, { gap: Gap; count: number }>();
  for (const gap of gaps) {
    const at = level(gap, context, matches);
    if (at === "notice") {
      const key = JSON.stringify([gap.reader, gap.key, gap.place.path.split("/").slice(0, 2)]);
      const seen = folded.get(key);
      if (seen === undefined) folded.set(key, { gap, count: 1 });
      else seen.count += 1;
    } else told.push({ reader: gap.reader, key: gap.key, level: at, place: gap.place, reason: gap.reason });
  }
  for (const { gap, count } of folded.values())
    told.push({
      reader: gap.reader,
      key: gap.key,
      level: "notice",
      place: gap.place,
      reason: count === 1 ? gap.reason : `${gap.reason} (and ${count - 1} more like it nearby)`,
    });
  return told.sort((a, b) => Number(b.level === "block") - Number(a.level === "block"));
}
