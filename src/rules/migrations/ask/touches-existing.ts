import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";

/** Does it do something, on the way up, to a relation that was there before this pull request? */
export const touchesExisting = (operation: Operation, context: Context): boolean =>
  operation.direction === "up" && operation.moot !== true && context.existed(operation);
