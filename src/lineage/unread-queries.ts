import { dialectOf } from "../columns/parse/dialect.ts";
import { readQuery } from "../columns/parse/read-query.ts";
import type { Change } from "../model/change.ts";
import type { Gap } from "../model/fact.ts";

/** Queries of changed models that cannot be read as SQL: their columns are followed by name alone. `readyParser` wants to have been waited for. */
export function unreadQueries(changes: readonly Change[]): readonly Gap[] {
  return changes.flatMap((change): readonly Gap[] => {
    if (change.kind !== "model.added" && change.kind !== "model.altered") return [];
    const { query, place } = change.after;
    // Where a variable turns a model off, nothing is left of it.
    if (query === undefined || query.sql.trim() === "") return [];
    const read = readQuery(query.sql, dialectOf(query.adapter));
    if (!("unread" in read)) return [];
    const reason = `SQL that cannot be read as \`${query.adapter}\`'s (once rendered: ${read.unread}): its columns are followed by their names alone`;
    return [{ kind: "gap", reader: "dbt", key: "sql-unread", place, reason }];
  });
}
