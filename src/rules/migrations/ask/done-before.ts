import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { subjectKey } from "../../../model/subject.ts";

/** Where an operation stands among those of its relation; worked out once for a migration, which may hold thousands. */
interface Standing {
  readonly own: readonly Operation[];
  readonly at: number;
  /** What came before has left no rows. */
  readonly empty: boolean;
}
const known = new WeakMap<readonly Operation[], ReadonlyMap<string, Standing>>();

function standings(operations: readonly Operation[]): ReadonlyMap<string, Standing> {
  const before = known.get(operations);
  if (before !== undefined) return before;
  const made = new Map<string, Standing>();
  const all = operations.filter(({ direction, moot }) => direction === "up" && moot !== true);
  for (const own of Map.groupBy(all, ({ relation }) => subjectKey(relation)).values()) {
    let empty = false;
    for (const [at, operation] of own.entries()) {
      made.set(operation.id, { own, at, empty });
      empty = leavesEmpty(operation) || (empty && !writesRows(operation));
    }
  }
  known.set(operations, made);
  return made;
}

/** What the same migration did to the same relation on its way up, before this operation, in order. */
export function doneBefore(operation: Operation, context: Context): readonly Operation[] {
  const standing = standings(context.within(operation.migration, "head").operations).get(operation.id);
  return standing === undefined ? [] : standing.own.slice(0, standing.at);
}

/** Has the table no rows when this operation gets there, by what the same migration did before? */
export const emptiedBefore = (operation: Operation, context: Context): boolean =>
  standings(context.within(operation.migration, "head").operations).get(operation.id)?.empty === true;

/**
 * After this the table is empty, or the migration has failed: it was emptied, or it took a required column that has no
 * value for any row.
 */
const leavesEmpty = (operation: Operation): boolean =>
  operation.action === "column-added"
    ? !operation.nullable && operation.default === "none"
    : operation.action === "rows-changed" && operation.verb === "truncate";

/** Does it put values into rows, or rows into the table? */
export const writesRows = (operation: Operation): boolean =>
  operation.action === "rows-changed" && (operation.verb === "insert" || operation.verb === "update");
