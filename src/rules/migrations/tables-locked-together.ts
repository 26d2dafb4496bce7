import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { type Blocking, blockingLock } from "./ask/blocking-lock.ts";
import { subjectOf } from "./ask/label.ts";
import { inTransaction } from "./ask/same-transaction.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

/** Nobody waits for a table that goes; every other one that was there before is closed until the transaction ends. */
function closes(operation: Operation, context: Context): Blocking | undefined {
  if (operation.relation[0] !== "table" || operation.action === "relation-dropped") return undefined;
  const lock = touchesExisting(operation, context) ? blockingLock(operation, context) : undefined;
  return lock?.whom === "everybody" ? lock : undefined;
}

interface Closing {
  readonly table: string;
  readonly by: Operation;
  readonly at: number;
}
const known = new WeakMap<readonly Operation[], readonly Closing[]>();

/** Where each table is closed first; worked out once for a transaction, which may hold thousands of operations. */
function closings(all: readonly Operation[], context: Context): readonly Closing[] {
  const before = known.get(all);
  if (before !== undefined) return before;
  const made = new Map<string, Closing>();
  for (const [at, by] of all.entries()) {
    const table = subjectKey(by.relation);
    if (!made.has(table) && closes(by, context) !== undefined) made.set(table, { table, by, at });
  }
  const found = [...made.values()];
  known.set(all, found);
  return found;
}

export default defineRule({
  id: "tables-locked-together",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: [
    "multi-table-ddl-tx",
    "wide-lock-window",
    "avoidWideLockWindow",
    "MP008",
    "multiple_foreign_keys",
    "drop_table_multiple_foreign_keys",
  ],
  docs: {
    title: "One transaction closes several tables",
    sees: "One transaction takes exclusive locks on two or more tables that were there before this pull request; told once for each migration, where the second table is closed.",
    why: "The first table stays closed until the last lock is there and the last statement is done; and running code that takes the same tables in another order meets the migration in a deadlock.",
    instead: `-- a migration for each table: each lock is held for a moment
ALTER TABLE public.orders ADD COLUMN note text;
-- the next migration
ALTER TABLE public.users ADD COLUMN note text;`,
  },
  messages: {
    together: "Unexpected exclusive lock on `{table}` while `{first}` is locked too, expected one table a transaction",
  },
  *check({ after: operation }, context) {
    const lock = closes(operation, context);
    if (lock === undefined) return;
    const own = subjectKey(operation.relation);
    const { all, at: here } = inTransaction(operation, context);
    // What one statement takes together (TRUNCATE of two tables), it has to.
    const first = closings(all, context).find(
      ({ table, by, at }) => at < here && table !== own && by.statement !== operation.statement,
    )?.by;
    const migration = context.head.facts.migration[operation.migration];
    if (first === undefined || migration === undefined) return;
    const data = { table: spell(operation.relation), first: spell(first.relation) };
    const report = { at: operation.place, subject: subjectOf(migration), basis: lock.basis };
    yield { ...report, message: "together", after: "several tables", data };
  },
});
