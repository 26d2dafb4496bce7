import { oncePer } from "../../../model/once-per.ts";
import type { Context } from "../../../model/rule.ts";
import type { Snapshot } from "../../../model/snapshot.ts";
import type { Table } from "../../../model/table.ts";

const byBirth = oncePer(({ facts }: Snapshot) =>
  Map.groupBy(
    Object.values(facts.table).filter(({ relation, whole }) => relation === "table" && whole),
    ({ born }) => born,
  ),
);

/** Tables of head that a migration made and that the history knows in full. */
export const tablesBorn = (migration: string, { head }: Context): readonly Table[] =>
  byBirth(head).get(migration) ?? [];
