import type { Operation } from "../../../model/migration.ts";
import type { Snapshot } from "../../../model/snapshot.ts";
import type { Subject } from "../../../model/subject.ts";
import type { Table } from "../../../model/table.ts";

const same = (one: Subject, other: Subject): boolean =>
  one.length === other.length && one.every((name, i) => i === 0 || name === other[i]);

/** The table or view of that name as the operation's own history leaves it; two histories may each have one. */
export function findTable(snapshot: Snapshot, operation: Operation): Table | undefined {
  const found = Object.values(snapshot.facts.table).filter(({ subject }) => same(subject, operation.relation));
  if (found.length < 2) return found[0];
  const rootOf = (migration: string | undefined): string | undefined => snapshot.facts.migration[migration ?? ""]?.root;
  const root = rootOf(operation.migration);
  return found.find(({ born }) => rootOf(born) === root);
}
