import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { heldLock } from "./ask/held-lock.ts";
import { namesRelation } from "./ask/names-relation.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { witnessed } from "./ask/witnessed.ts";
import { validateAlone } from "./ways/validate-alone.ts";

interface Work {
  readonly does: string;
  /** Every row is passed over for sure, so that it takes as long as the table is large. */
  readonly whole: boolean;
}

/** What an operation does to rows that were there before, if that can take long. */
function workOf(operation: Operation, context: Context): Work | undefined {
  switch (operation.action) {
    case "rows-changed": {
      const { verb, everyRow, copies } = operation;
      if (verb === "truncate") return undefined;
      if (verb === "insert") return copies.length > 0 ? { does: "copy of rows into", whole: false } : undefined;
      const observed = witnessed(operation, context);
      const scans = observed !== undefined && namesRelation(observed.scanned, operation.relation);
      return everyRow || scans ? { does: verb, whole: everyRow } : undefined;
    }
    case "constraint-validated":
      return { does: "validation", whole: true };
    case "relation-created":
      return operation.copies.length > 0 && !operation.temporary
        ? { does: "copy of rows into", whole: false }
        : undefined;
    case "other":
      return operation.node === "RefreshMatViewStmt" && operation.detail !== "no data"
        ? { does: "refresh", whole: false }
        : undefined;
    default:
      return undefined;
  }
}

export default defineRule({
  id: "lock-held-over-work",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "rewrite",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: [
    "long-lock-statement",
    "ddl-plus-backfill-same-tx",
    "not-valid-and-validate-same-tx",
    "not-valid-validate-same-tx",
    "requireSeparateConstraintValidation",
    "validate_constraint",
    "statement-after-access-exclusive",
    "runningStatementWhileHoldingAccessExclusive",
    "E4",
  ],
  requirements: [{ row: 220, parts: "X" }],
  docs: {
    title: "A table stays locked while rows are worked on",
    sees: "One transaction first takes a lock on a table that was there before this pull request (ALTER TABLE, a constraint, a trigger, LOCK), and then works on many rows: an UPDATE or DELETE of every row, a VALIDATE, a copy, a refresh. It blocks where the rows are those of the locked table; where another table is locked, or the engine shows that a WHERE has no index to go by, it is for review. A lock and rows of a table of this pull request are no finding.",
    why: "A lock is kept until the transaction ends. ALTER TABLE alone needs it for a moment; with the work behind it, everybody who reads or writes the table waits for the last row.",
    instead: `-- migration 1: only the catalog changes
ALTER TABLE public.users ADD COLUMN full_name text;
-- migration 2, or a job: rows in batches, each committed, nothing locked but the rows
UPDATE public.users SET full_name = name WHERE id BETWEEN 1 AND 10000 AND full_name IS NULL;`,
  },
  messages: {
    everybody:
      "Unexpected {work} `{rows}` while the transaction keeps everybody out of `{table}`, expected it in a migration of its own",
    writers:
      "Unexpected {work} `{rows}` while the transaction keeps writers out of `{table}`, expected it in a migration of its own",
  },
  *check({ after: operation }, context) {
    const work = workOf(operation, context);
    if (work === undefined || operation.direction !== "up" || operation.moot === true) return;
    // What is copied into a table of this pull request is read from one that was there.
    const fresh =
      operation.action === "relation-created" || (operation.action === "rows-changed" && operation.copies.length > 0);
    if (!fresh && !holdsRows(operation, context)) return;
    const held = heldLock(operation, context);
    if (held === undefined) return;
    const own = subjectKey(held.relation) === subjectKey(operation.relation);
    const rows = spell(operation.relation);
    yield {
      message: held.whom,
      at: operation.place,
      subject: held.relation,
      after: `held over ${work.does} ${rows}`,
      data: {
        work: work.does === "copy of rows into" ? work.does : `${work.does} of`,
        rows,
        table: spell(held.relation),
      },
      basis: held.basis,
      ...(own && work.whole ? {} : { level: "review" }),
      ...validateAlone(operation, context),
    };
  },
});
