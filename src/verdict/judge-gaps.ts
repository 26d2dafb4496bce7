import type { Gap } from "../model/fact.ts";
import { gapFingerprint } from "../model/gap-fingerprint.ts";
import type { GrantedWaiver } from "../model/grant.ts";
import type { Context } from "../model/rule.ts";
import type { JudgedGap } from "../model/verdict.ts";
import { changedFile } from "./context.ts";
import type { MatchesGlob } from "./judge.ts";
import { inForce } from "./waive.ts";

/** A waiver of a gap names its key as the rule and its file as the subject. */
const waived = ({ key, place }: Gap, { config, today }: Context): boolean =>
  config.waivers.some((waiver) => waiver.rule === key && waiver.subject === place.path && inForce(waiver, today));

const granted = (print: string, { grants, today }: Context): GrantedWaiver | undefined =>
  grants.waivers.find((waiver) => waiver.fingerprint === print && inForce(waiver, today));

/** It stands in a migration that both commits have word for word: the change in its file is somewhere else. */
function stoodBefore({ migration, place, opaque, key, reason }: Gap, { base, head }: Context): boolean {
  // A list of migrations says the same as before, whatever else was added to it.
  if (migration === undefined && opaque === true)
    return base.gaps.some((gap) => gap.key === key && gap.reason === reason && gap.place.path === place.path);
  const now = head.facts.migration[migration ?? ""];
  return now !== undefined && now.up === place.path && now.hash === base.facts.migration[now.id]?.hash;
}

/** Decision 8: opaque text in a migration that this pull request brings blocks; a gap in another changed file is for review. */
function level(gap: Gap, context: Context, matches: MatchesGlob): Pick<JudgedGap, "level" | "fingerprint" | "waived"> {
  if (!changedFile(context.base, context.head, gap.place) || stoodBefore(gap, context)) return { level: "notice" };
  const answeredFor = matches(gap.place.path, context.config.opaque) || waived(gap, context);
  if (gap.opaque !== true || answeredFor) return { level: "review" };
  const print = gapFingerprint(gap, context.head);
  const by = granted(print, context);
  return { fingerprint: print, ...(by === undefined ? { level: "block" } : { level: "review", waived: by }) };
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
    if (at.level === "notice") {
      const key = JSON.stringify([gap.reader, gap.key, gap.place.path.split("/").slice(0, 2)]);
      const seen = folded.get(key);
      if (seen === undefined) folded.set(key, { gap, count: 1 });
      else seen.count += 1;
    } else told.push({ reader: gap.reader, key: gap.key, ...at, place: gap.place, reason: gap.reason });
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
