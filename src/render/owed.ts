import type { Finding } from "../model/finding.ts";
import type { Evidence, Obligation, ObligationKind } from "../model/obligation.ts";
import type { Verdict } from "../model/verdict.ts";

/** What each kind of obligation is called, in the order in which an author gives it. */
export const OWED: Readonly<Record<ObligationKind, string>> = {
  "plan-entry": "Plan entry",
  compatibility: "Time for readers",
  consumers: "Readers told",
  migration: "Migration described",
  backfill: "Old rows filled",
  archive: "Lost rows kept",
  "sign-off": "Loss accepted",
  rollback: "Way back",
  window: "Window or safe form",
  repair: "Repair",
  approval: "Plan approved",
};

const WHERE_DUE: Readonly<Partial<Record<ObligationKind, string>>> = {
  compatibility: "where a promise was given, or the plan names a day",
  consumers: "where some are known",
  backfill: "where there may be some",
  "sign-off": "in place of the archive, where the plan calls the loss permanent",
};

/** What a rule owes, as its page says it: not every change owes all of it. */
export const owedWords = (kinds: readonly ObligationKind[]): string =>
  kinds.map((kind) => (WHERE_DUE[kind] === undefined ? OWED[kind] : `${OWED[kind]} (${WHERE_DUE[kind]})`)).join(", ");

const ORDER = Object.keys(OWED);

/** What a finding owes, unmet first, each time in the same order. */
export const owedBy = (verdict: Verdict, finding: Finding): readonly Obligation[] =>
  verdict.obligations
    .filter(({ fingerprint }) => fingerprint === finding.fingerprint)
    .toSorted((a, b) => Number(a.met) - Number(b.met) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

/** Does this finding keep the gate shut? */
export const holds = (verdict: Verdict, finding: Finding): boolean =>
  finding.level === "block" && (finding.owes.length === 0 || owedBy(verdict, finding).some(({ met }) => !met));

/** Evidence in words: what it is, where it stands, and whether we only have somebody's word for it. */
export function evidenceWords({ what, place, verified }: Evidence): { what: string; where: string; stated: boolean } {
  return {
    what,
    where: place === undefined ? "" : `${place.path}:${place.line}`,
    stated: !verified,
  };
}
