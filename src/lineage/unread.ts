import { dialectOf } from "../columns/parse/dialect.ts";
import { readQuery } from "../columns/parse/read-query.ts";
import type { Model } from "../model/dbt.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { outputOf } from "./output-of.ts";

/** Why nothing is known of a model's columns, for people. */
export function whyUnread({ gaps }: Snapshot, { path, query, place }: Model): string {
  if (query === undefined) {
    const gap = gaps.find((one) => one.place.path === path || one.place.path === place.path);
    if (gap !== undefined) return gap.reason;
    return path.endsWith(".py") ? "it is a program, which is not run" : "its SQL is not known without a run";
  }
  const read = readQuery(query.sql, dialectOf(query.adapter));
  return "unread" in read ? `its SQL could not be read: ${read.unread}` : "its SQL could not be followed to its end";
}

/** Why the columns of a model are followed by their names alone. */
export function whyByName(snapshot: Snapshot, model: Model): string {
  const output = outputOf(snapshot, model.id);
  if (output === undefined) return whyUnread(snapshot, model);
  return output.sure
    ? "it hands on columns that nobody can name"
    : "a name in its SQL could not be led to one relation";
}
