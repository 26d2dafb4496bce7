import type { Consumer } from "../../../model/consumer.ts";
import type { Model } from "../../../model/dbt.ts";
import type { Place } from "../../../model/place.ts";
import type { QueryEdit } from "../../../model/query-edit.ts";
import type { Context } from "../../../model/rule.ts";

/** Columns of one model that an edit changed in one way, and who would notice. */
export interface EditedColumns {
  readonly columns: readonly string[];
  readonly at: Place;
  readonly readers: readonly Consumer[];
  readonly cause: string;
  /** What happens to one of them at least is certain. */
  readonly sure: boolean;
}

/** Those of the edited columns that somebody on head reads, or that the model promises; undefined where there are none. */
export function editedColumns(edits: readonly QueryEdit[], after: Model, context: Context): EditedColumns | undefined {
  const promised = after.contract || after.access === "public";
  const readers = new Map<string, Consumer>();
  const told = edits.filter(({ column }) => {
    if (column === undefined) return false;
    const all = context.readers([...after.subject, column], "head");
    for (const one of all) readers.set(one.id, one);
    return all.length > 0 || promised;
  });
  const [first] = told.toSorted((a, b) => Number(b.verdict === "breaking") - Number(a.verdict === "breaking"));
  if (first === undefined) return undefined;
  return {
    columns: [...new Set(told.flatMap(({ column }) => column ?? []))],
    at: first.line === undefined ? after.place : { path: after.path, line: first.line },
    readers: [...readers.values()],
    cause: first.cause,
    sure: first.verdict === "breaking",
  };
}
