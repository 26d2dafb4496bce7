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

/** What else the transaction of an operation does, in order. */
export function sameTransaction(operation: Operation, context: Context): Around {
  const { migration: migrations, statement: statements } = context.head.facts;
  const migration = migrations[operation.migration];
  if (migration === undefined) return { before: [], after: [] };
  const runsIn = ({ statement }: Operation): string => transactionOf(statements[statement]?.index ?? 0, migration);
  const own = runsIn(operation);
  const all = context
    .within(operation.migration, "head")
    .operations.filter(
      (other) => other.direction === operation.direction && other.moot !== true && runsIn(other) === own,
    );
  const at = all.findIndex(({ id }) => id === operation.id);
  return at < 0 ? { before: [], after: [] } : { before: all.slice(0, at), after: all.slice(at + 1) };
}
