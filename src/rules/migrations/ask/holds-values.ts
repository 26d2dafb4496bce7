import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { doneBefore, writesRows } from "./done-before.ts";

/** Can one of these columns hold a value when the operation gets there? Not if this migration added them all without one. */
export function holdsValues(columns: readonly string[], operation: Operation, context: Context): boolean {
  const earlier = doneBefore(operation, context);
  return columns.some((column) => {
    const added = earlier.findLastIndex(
      (other) =>
        other.action === "column-added" &&
        other.subject.at(-1) === column &&
        other.nullable &&
        other.default === "none",
    );
    return added < 0 || earlier.slice(added).some(writesRows);
  });
}
