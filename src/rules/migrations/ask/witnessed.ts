import type { Operation } from "../../../model/migration.ts";
import type { Observation } from "../../../model/observation.ts";
import type { Context } from "../../../model/rule.ts";
import { namesRelation } from "./names-relation.ts";

/**
 * What the engine showed of the operation's statement, if it carried it out: whatever touches a relation holds a lock on
 * it, so that without one the statement was refused or passed over, and "no rewrite" would mean nothing.
 */
export function witnessed(operation: Operation, context: Context): Observation | undefined {
  const observed = context.observed(operation);
  if (observed === undefined) return undefined;
  const held = observed.locks.map(({ relation }) => relation);
  return namesRelation(held, operation.relation) ? observed : undefined;
}
