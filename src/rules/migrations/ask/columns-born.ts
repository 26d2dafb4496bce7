import type { Place } from "../../../model/place.ts";
import type { Context } from "../../../model/rule.ts";
import { type Subject, subjectKey } from "../../../model/subject.ts";
import { wayUp } from "./way-up.ts";

interface BornColumn {
  readonly subject: Subject;
  readonly type: string;
  readonly place: Place;
}

/** Columns of head that a migration brought, with their types, in the order of the tables. */
export function columnsBorn(migration: string, context: Context): readonly BornColumn[] {
  const added = new Map(
    wayUp(migration, context).flatMap((operation) =>
      operation.action === "column-added" ? [[subjectKey(operation.subject), operation.place] as const] : [],
    ),
  );
  return Object.values(context.head.facts.table).flatMap((table) =>
    table.relation !== "table"
      ? []
      : Object.entries(table.columns).flatMap(([name, { type, born }]) => {
          if (type === undefined || born !== migration) return [];
          const subject = [...table.subject, name] as const;
          return [{ subject, type, place: added.get(subjectKey(subject)) ?? table.place }];
        }),
  );
}
