import { oncePer } from "../../../model/once-per.ts";
import type { Place } from "../../../model/place.ts";
import type { Context } from "../../../model/rule.ts";
import type { Snapshot } from "../../../model/snapshot.ts";
import { type Subject, subjectKey } from "../../../model/subject.ts";
import { wayUp } from "./way-up.ts";

interface BornColumn {
  readonly subject: Subject;
  readonly type: string;
  readonly place: Place;
}

/** Columns of tables by the migration that brought each; the place is the table's. */
const byBirth = oncePer(({ facts }: Snapshot) => {
  const columns = Object.values(facts.table).flatMap((table) =>
    table.relation !== "table"
      ? []
      : Object.entries(table.columns).flatMap(([name, { type, born }]) =>
          type === undefined ? [] : [{ born, subject: [...table.subject, name] as const, type, place: table.place }],
        ),
  );
  return Map.groupBy(columns, ({ born }) => born);
});

/** Columns of head that a migration brought, with their types, in the order of the tables. */
export function columnsBorn(migration: string, context: Context): readonly BornColumn[] {
  const columns = byBirth(context.head).get(migration) ?? [];
  if (columns.length === 0) return [];
  const added = new Map(
    wayUp(migration, context).flatMap((operation) =>
      operation.action === "column-added" ? [[subjectKey(operation.subject), operation.place] as const] : [],
    ),
  );
  return columns.map(({ subject, type, place }) => ({
    subject,
    type,
    place: added.get(subjectKey(subject)) ?? place,
  }));
}
