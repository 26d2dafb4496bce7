import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { doneBefore, writesRows } from "./done-before.ts";
import { touchesExisting } from "./touches-existing.ts";

/**
 * After this the table is empty, or the migration has failed: it was emptied, or it took a required column that has no
 * value for any row.
 */
const leavesEmpty = (operation: Operation): boolean =>
  operation.action === "column-added"
    ? !operation.nullable && operation.default === "none"
    : operation.action === "rows-changed" && operation.verb === "truncate";

/** Does it work on a table that was there before, and that can hold rows when it gets there? A lock on an empty one is a moment. */
export function holdsRows(operation: Operation, context: Context): boolean {
  if (!touchesExisting(operation, context)) return false;
  const earlier = doneBefore(operation, context);
  const emptied = earlier.findLastIndex(leavesEmpty);
  return emptied < 0 || earlier.slice(emptied).some(writesRows);
}
