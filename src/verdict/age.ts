import type { Change } from "../model/change.ts";
import type { Context } from "../model/rule.ts";

/** A table of two weeks has seldom been through a release with traffic on it. Our own figure, not a measured one. */
const YOUNG = 14;
const DAY = 86_400_000;

/** The day that a version begins with (`20260131…`, `2026-01-31…`), in milliseconds; most tools stamp their migrations so. */
function dayOf(version: string | undefined): number | undefined {
  const [, year, month, day] = /^(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d{1,5}(?:\D|$))/.exec(version ?? "") ?? [];
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** Days between the migration that made a table and the one that now works on it; undefined where that is not known, or long. */
export function youngSince(change: Change, { head }: Context): number | undefined {
  if (change.kind !== "operation.added" || change.after.relationBorn === undefined) return undefined;
  const of = (migration: string): number | undefined => dayOf(head.facts.migration[migration]?.version);
  const [born, now] = [of(change.after.relationBorn), of(change.after.migration)];
  if (born === undefined || now === undefined) return undefined;
  const days = Math.round((now - born) / DAY);
  return days >= 0 && days < YOUNG ? days : undefined;
}

export const ageWords = (days: number): string =>
  days === 0 ? "came the same day" : `came ${days} ${days === 1 ? "day" : "days"} before`;
