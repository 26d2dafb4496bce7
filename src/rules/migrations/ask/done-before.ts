import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { subjectKey } from "../../../model/subject.ts";

/** What the same migration did to the same relation on its way up, before this operation, in order. */
export function doneBefore(operation: Operation, context: Context): readonly Operation[] {
  const { operations } = context.within(operation.migration, "head");
  const own = subjectKey(operation.relation);
  return operations
    .slice(
      0,
      operations.findIndex(({ id }) => id === operation.id),
    )
    .filter((other) => other.direction === "up" && other.moot !== true && subjectKey(other.relation) === own);
}

/** Does it put values into rows, or rows into the table? */
export const writesRows = (operation: Operation): boolean =>
  operation.action === "rows-changed" && (operation.verb === "insert" || operation.verb === "update");
