import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { subjectKey, type Subject } from "../../model/subject.ts";

/** As much of an obligation's world as names are looked up in. */
export type Known = Pick<ObligationContext, "base" | "head" | "findings" | "config">;

const memo = new WeakMap<Known, readonly Subject[]>();

/** Everything that an entry's names could mean: datasets and columns of both sides, and what the findings are about. */
export function knownSubjects(context: Known): readonly Subject[] {
  const before = memo.get(context);
  if (before !== undefined) return before;
  const all = [
    ...subjectsOf(context.base),
    ...subjectsOf(context.head),
    ...context.findings.map((finding) => finding.subjectPath),
  ];
  const known = [...new Map(all.map((subject) => [subjectKey(subject), subject])).values()];
  memo.set(context, known);
  return known;
}

/** Datasets, their columns and exposures of one side. */
export function subjectsOf({ facts }: Snapshot): readonly Subject[] {
  const tables = Object.values(facts.table).flatMap(({ subject, columns }): readonly Subject[] => [
    subject,
    ...Object.keys(columns).map((column): Subject => [...subject, column]),
  ]);
  const built = [...Object.values(facts.model), ...Object.values(facts.source)].flatMap(
    ({ subject, columns }): readonly Subject[] => [subject, ...columns.map(({ name }): Subject => [...subject, name])],
  );
  return [...tables, ...built, ...Object.values(facts.exposure).map(({ subject }) => subject)];
}
