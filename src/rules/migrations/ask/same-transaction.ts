import type { Migration, Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";

interface Around {
  readonly before: readonly Operation[];
  readonly after: readonly Operation[];
}

/** Which transaction of its migration the statement of that index runs in; one that nothing opens is the statement's own. */
function transactionOf(index: number, { transaction, controls = [] }: Migration): string {
  let open = transaction;
  let ended = 0;
  for (const { verb, after } of controls) {
    if (after > index) break;
    if (verb === "begin" && open) continue;
    ended++;
    // What stands behind a COMMIT of its own runs as the tool runs the file.
    open = verb === "begin" || transaction;
  }
  return open ? `${ended}` : `statement ${index}`;
}

/** Operation → what runs in one transaction with it, and its place there; worked out once for a migration, which may hold thousands. */
interface Standing {
  readonly all: readonly Operation[];
  readonly at: number;
}
type Together = ReadonlyMap<string, Standing>;
const known = new WeakMap<readonly Operation[], Together>();

function together(operations: readonly Operation[], migration: Migration, { head }: Context): Together {
  const before = known.get(operations);
  if (before !== undefined) return before;
  const indexOf = ({ statement }: Operation): number => head.facts.statement[statement]?.index ?? 0;
  const told = operations.filter(({ moot }) => moot !== true);
  const runsIn = (one: Operation): string => `${one.direction} ${transactionOf(indexOf(one), migration)}`;
  const made = new Map<string, { all: readonly Operation[]; at: number }>();
  for (const all of Map.groupBy(told, runsIn).values())
    for (const [at, { id }] of all.entries()) made.set(id, { all, at });
  known.set(operations, made);
  return made;
}

/** All that the transaction of an operation does, in order, and where the operation stands among it: always the same list. */
export function inTransaction(operation: Operation, context: Context): Standing {
  const migration = context.head.facts.migration[operation.migration];
  const { operations } = context.within(operation.migration, "head");
  const found = migration === undefined ? undefined : together(operations, migration, context).get(operation.id);
  return found ?? { all: [], at: 0 };
}

/** What else the transaction of an operation does, in order. */
export function sameTransaction(operation: Operation, context: Context): Around {
  const { all, at } = inTransaction(operation, context);
  return { before: all.slice(0, at), after: all.slice(at + 1) };
}
