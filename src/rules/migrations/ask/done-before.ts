import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { subjectKey } from "../../../model/subject.ts";

/** Where an operation stands among those of its relation; worked out once for a migration, which may hold thousands. */
interface Standing {
  readonly own: readonly Operation[];
  readonly at: number;
}
const known = new WeakMap<readonly Operation[], ReadonlyMap<string, Standing>>();

function standings(operations: readonly Operation[]): ReadonlyMap<string, Standing> {
  const before = known.get(operations);
  if (before !== undefined) return before;
  const made = new Map<string, Standing>();
  const all = operations.filter(({ direction, moot }) => direction === "up" && moot !== true);
  for (const own of Map.groupBy(all, ({ relation }) => subjectKey(relation)).values())
    for (const [at, { id }] of own.entries()) made.set(id, { own, at });
  known.set(operations, made);
  return made;
}

/** What the same migration did to the same relation on its way up, before this operation, in order. */
export function doneBefore(operation: Operation, context: Context): readonly Operation[] {
  const standing = standings(context.within(operation.migration, "head").operations).get(operation.id);
  return standing === undefined ? [] : standing.own.slice(0, standing.at);
}

/** Does it put values into rows, or rows into the table? */
export const writesRows = (operation: Operation): boolean =>
  operation.action === "rows-changed" && (operation.verb === "insert" || operation.verb === "update");
