import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { emptiedBefore } from "./done-before.ts";
import { touchesExisting } from "./touches-existing.ts";

/** Does it work on a table that was there before, and that can hold rows when it gets there? A lock on an empty one is a moment. */
export const holdsRows = (operation: Operation, context: Context): boolean =>
  touchesExisting(operation, context) && !emptiedBefore(operation, context);
