import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { type Subject, subjectKey } from "../../../model/subject.ts";
import { type Blocking, blockingLock } from "./blocking-lock.ts";
import { sameTransaction } from "./same-transaction.ts";

export interface HeldLock extends Blocking {
  readonly relation: Subject;
}

/** A table that its transaction keeps from others since an operation before this one: the table of its own first, then one that nobody can read. */
export function heldLock(operation: Operation, context: Context): HeldLock | undefined {
  const own = subjectKey(operation.relation);
  const held = sameTransaction(operation, context).before.flatMap((earlier) => {
    // Nobody waits for a table that goes.
    if (earlier.relation[0] !== "table" || earlier.action === "relation-dropped" || !context.existed(earlier))
      return [];
    const lock = blockingLock(earlier, context);
    return lock === undefined ? [] : [{ ...lock, relation: earlier.relation }];
  });
  const weight = ({ relation, whom }: HeldLock): number =>
    (subjectKey(relation) === own ? 2 : 0) + (whom === "everybody" ? 1 : 0);
  return held.toSorted((a, b) => weight(b) - weight(a))[0];
}
