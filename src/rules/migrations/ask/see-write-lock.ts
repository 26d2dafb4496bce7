import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { namesRelation } from "./names-relation.ts";

const BLOCKS_WRITES = new Set(["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"]);

/** Did the engine show a lock on the relation that holds writers up? What it could not run, the grammar has to answer. */
export function seeWriteLock(operation: Operation, context: Context): "observed" | "grammar" {
  const locks = context.observed(operation)?.locks ?? [];
  const held = locks.filter(({ mode }) => BLOCKS_WRITES.has(mode)).map(({ relation }) => relation);
  return namesRelation(held, operation.relation) ? "observed" : "grammar";
}
