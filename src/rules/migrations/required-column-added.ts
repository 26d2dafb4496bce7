import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { fillFirst } from "./ways/fill-first.ts";

/** MySQL does not fail on the rows that are there: it gives each a zero or an empty text. */
const isMysql = (engine: string): boolean => engine === "mysql" || engine === "mariadb";

export default defineRule({
  id: "required-column-added",
  level: "block",
  on: ["operation.added"],
  action: "require",
  verdicts: { data: "broken", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: ["plan-entry", "migration", "backfill", "rollback"],
  aliases: [
    "add-required-column",
    "adding-required-field",
    "MP084",
    "PGM008",
    "MF103",
    "NOT_NULL",
    "MRT704",
    "implicit-update-not-null",
    "MY101",
  ],
  requirements: [{ row: 219, parts: "X" }],
  docs: {
    title: "A new column must be filled, and nobody fills it",
    sees: "A column comes to an existing table as NOT NULL without a default. One that is filled and made NOT NULL in the same pull request is for review.",
    why: "The statement fails if the table has a single row; and code that is already running inserts rows without the column, which are refused from then on.",
    offers: "The column empty, the old rows in batches with a value that only you know, and `NOT NULL` without a scan.",
    instead: `-- release 1: a default, or a column that may be empty, and code that fills it
ALTER TABLE public.orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';
-- release 2, when every writer fills it
ALTER TABLE public.orders ALTER COLUMN currency DROP DEFAULT;`,
  },
  messages: {
    implicit:
      "Unexpected required column `{column}` without a default, expected a default: MySQL fills the rows with an empty value and refuses writers that do not know it",
    added:
      "Unexpected required column `{column}` without a default, expected a default or NULL for the rows and writers that do not know it",
    required:
      "Unexpected NOT NULL on the new column `{column}`, expected a default for writers that do not know it yet",
  },
  *check({ after: operation }, context) {
    if (!touchesExisting(operation, context)) return;
    const { subject, place: at } = operation;
    const report = { at, subject, data: { column: spell(subject) } };
    if (operation.action === "column-added") {
      if (!operation.nullable && operation.default === "none")
        yield {
          ...report,
          message: isMysql(context.engine(operation.migration)) ? "implicit" : "added",
          after: `${operation.type} not null`,
          ...fillFirst(operation, context),
        };
    } else if (operation.action === "column-required" && context.bornHere(operation.columnBorn, operation)) {
      const column = findTable(context.head, operation)?.columns[subject.at(-1) ?? ""];
      if (column?.hasDefault === false)
        yield { ...report, message: "required", after: "not null", level: "review", verdicts: { ddl: "ok" } };
    }
  },
});
