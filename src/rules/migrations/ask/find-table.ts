import type { Operation } from "../../../model/migration.ts";
import { oncePer } from "../../../model/once-per.ts";
import type { Snapshot } from "../../../model/snapshot.ts";
import type { Subject } from "../../../model/subject.ts";
import type { Table } from "../../../model/table.ts";

/** The name alone: a view is found by what a statement calls a table. */
const nameOf = ([, ...names]: Subject): string => JSON.stringify(names);

const byName = oncePer(({ facts }: Snapshot) =>
  Map.groupBy(Object.values(facts.table), ({ subject }) => nameOf(subject)),
);

/** The table or view of that name as the operation's own history leaves it; two histories may each have one. */
export function findTable(snapshot: Snapshot, operation: Operation): Table | undefined {
  const found = byName(snapshot).get(nameOf(operation.relation)) ?? [];
  if (found.length < 2) return found[0];
  const rootOf = (migration: string | undefined): string | undefined => snapshot.facts.migration[migration ?? ""]?.root;
  const root = rootOf(operation.migration);
  return found.find(({ born }) => rootOf(born) === root);
}
