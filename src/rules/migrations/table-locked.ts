import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { blockingLock } from "./ask/blocking-lock.ts";
import { sameTransaction } from "./ask/same-transaction.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

const BLOCKING = new Set(["share", "share row exclusive", "exclusive", "access exclusive"]);

/** Whoever is about to alter the table takes its lock first, so that nothing can come between: the lock costs nothing more. */
const isWanted = (operation: Operation, context: Context): boolean =>
  sameTransaction(operation, context).after.some(
    (later) =>
      subjectKey(later.relation) === subjectKey(operation.relation) &&
      !(later.action === "other" && later.node === "LockStmt") &&
      blockingLock(later, context) !== undefined,
  );

export default defineRule({
  id: "table-locked",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["lock-table", "MP065"],
  docs: {
    title: "A table is locked by hand",
    sees: "A migration of this pull request runs LOCK TABLE, in a mode that writers or readers wait for, on a table that was there before it. A lock that is taken for a change of the same table in the same transaction is no finding.",
    why: "Everybody waits until the migration has ended, whatever it does in between; and a lock that is taken by hand is easily stronger and longer than it has to be.",
    instead: `-- lock the rows that must not change, not the table
SELECT id FROM public.orders WHERE state = 'open' FOR UPDATE;`,
  },
  messages: {
    locked: "Unexpected lock of table `{table}` in {mode} mode, expected a migration that lets people go on",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || operation.node !== "LockStmt") return;
    const { subject, place: at, detail: mode = "" } = operation;
    if (!BLOCKING.has(mode) || !touchesExisting(operation, context) || isWanted(operation, context)) return;
    const data = { table: spell(subject), mode: mode.toUpperCase() };
    yield { message: "locked", at, subject, after: `lock ${mode}`, data };
  },
});
