import type { Table } from "../../../model/migration.ts";
import type { Snapshot } from "../../../model/snapshot.ts";
import type { Subject } from "../../../model/subject.ts";

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, i) => name === other[i]);

/** The table or view of that name as the history leaves it; a rename of the kind alone does not hide it. */
export const findTable = (snapshot: Snapshot, relation: Subject): Table | undefined =>
  Object.values(snapshot.facts.table).find(({ subject }) => same(subject.slice(1), relation.slice(1)));
