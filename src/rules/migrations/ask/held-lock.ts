import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { type Subject, subjectKey } from "../../../model/subject.ts";
import { type Blocking, blockingLock } from "./blocking-lock.ts";
import { inTransaction } from "./same-transaction.ts";

export interface HeldLock extends Blocking {
  readonly relation: Subject;
}

/** Its own table, and nobody can read it. */
const HEAVIEST = 3;

interface Taken extends HeldLock {
  readonly table: string;
  readonly at: number;
}
const known = new WeakMap<readonly Operation[], readonly Taken[]>();

/** Locks that a transaction takes and keeps; worked out once for it, which may hold thousands of operations. */
function takenIn(all: readonly Operation[], context: Context): readonly Taken[] {
  const before = known.get(all);
  if (before !== undefined) return before;
  const made = all.flatMap((operation, at): readonly Taken[] => {
    const { relation } = operation;
    // Nobody waits for a table that goes.
    if (relation[0] !== "table" || operation.action === "relation-dropped" || !context.existed(operation)) return [];
    const lock = blockingLock(operation, context);
    return lock === undefined ? [] : [{ ...lock, relation, table: subjectKey(relation), at }];
  });
  known.set(all, made);
  return made;
}

/** A table that its transaction keeps from others since an operation before this one: the table of its own first, then one that nobody can read. */
export function heldLock(operation: Operation, context: Context): HeldLock | undefined {
  const own = subjectKey(operation.relation);
  const { all, at: here } = inTransaction(operation, context);
  const weight = ({ table, whom }: Taken): number => (table === own ? 2 : 0) + (whom === "everybody" ? 1 : 0);
  let heaviest: Taken | undefined;
  for (const one of takenIn(all, context)) {
    if (one.at >= here) break;
    if (heaviest === undefined || weight(one) > weight(heaviest)) heaviest = one;
    if (weight(heaviest) === HEAVIEST) break;
  }
  return heaviest;
}
