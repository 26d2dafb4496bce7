import type { Operation, OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { namesRelation } from "./ask/names-relation.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { witnessed } from "./ask/witnessed.ts";
import { requireSafely } from "./ways/prove-not-null.ts";

/** A primary key over an index that is there already needs columns that are NOT NULL: PostgreSQL makes them so. */
function keyColumn(operation: OperationOf<"constraint-added">, context: Context): string | undefined {
  const before = findTable(context.base, operation);
  const proofs = [before, findTable(context.head, operation)].flatMap((table) =>
    Object.values(table?.constraints ?? {}),
  );
  const madeSo = (column: string): boolean =>
    context.changes.some(
      (change) =>
        change.kind === "operation.added" &&
        change.after.action === "column-required" &&
        change.after.direction === "up" &&
        subjectKey(change.after.subject) === subjectKey([...operation.relation, column]),
    );
  return operation.columns.find(
    (column) =>
      before?.columns[column]?.nullable === true &&
      !proofs.some(({ valid, provesNotNull }) => valid && provesNotNull === column) &&
      !madeSo(column),
  );
}

/** The column that the statement proves NOT NULL at once. From 12 on, PostgreSQL believes a valid CHECK; before, it scans in any case. */
function requires(operation: Operation, context: Context): string | undefined {
  if (operation.action === "column-required")
    return operation.proved && context.config.postgresVersion >= 12 ? undefined : operation.subject.at(-1);
  if (operation.action !== "constraint-added") return undefined;
  if (operation.constraint === "primary key" && operation.usingIndex) return keyColumn(operation, context);
  return operation.constraint === "not null" && operation.validated ? operation.columns[0] : undefined;
}

function seeScan(operation: Operation, context: Context): "observed" | "grammar" | undefined {
  const observed = witnessed(operation, context);
  if (observed === undefined) return "grammar";
  return namesRelation(observed.scanned, operation.relation) ? "observed" : undefined;
}

export default defineRule({
  id: "not-null-scanned",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "require",
  verdicts: { data: "conditional", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: [
    "set-not-null-scan",
    "adding-not-nullable-field",
    "MP002",
    "MP018",
    "MP081",
    "PGM013",
    "E2",
    "PG303",
    "PG304",
    "change_column_null",
  ],
  requirements: [{ row: 219, parts: "X" }],
  docs: {
    title: "NOT NULL is proved by reading the whole table under a lock",
    sees: "A migration of this pull request sets NOT NULL on a column of an existing table, and no valid CHECK proves it beforehand (below PostgreSQL 12 none can); or takes an index over as primary key while a column of it may be NULL.",
    why: "Nobody can read or write the table while PostgreSQL looks at every row; the statement fails on the first empty value, and from then on so does running code that leaves the column empty.",
    offers: "A `CHECK` that is `NOT VALID`, then validated, then believed by `SET NOT NULL`, and dropped.",
    instead: `ALTER TABLE public.users ADD CONSTRAINT users_email_set CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE public.users VALIDATE CONSTRAINT users_email_set; -- own migration: reads and writes go on
ALTER TABLE public.users ALTER COLUMN email SET NOT NULL; -- believes the CHECK
ALTER TABLE public.users DROP CONSTRAINT users_email_set;`,
  },
  messages: {
    scanned:
      "Unexpected full scan of `{table}` under an exclusive lock to make `{column}` NOT NULL, expected a valid CHECK that proves it",
  },
  *check({ after: operation }, context) {
    if (!holdsRows(operation, context)) return;
    const column = requires(operation, context);
    const basis = seeScan(operation, context);
    if (column === undefined || basis === undefined) return;
    const { relation, place: at } = operation;
    const data = { table: spell(relation), column };
    const report = { at, subject: [...relation, column] as const, after: "not null", data, basis };
    yield { ...report, message: "scanned", ...requireSafely(operation, column, context) };
  },
});
