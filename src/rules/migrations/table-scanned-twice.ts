import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { doneBefore } from "./ask/done-before.ts";
import { passesOverRows } from "./ask/full-pass.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

/** What this migration did to the same table before, back to the last change of its rows: there the two cannot become one. */
function before(operation: Operation, context: Context): readonly Operation[] {
  const earlier = doneBefore(operation, context);
  return earlier.slice(earlier.findLastIndex(({ action }) => action === "rows-changed") + 1);
}

export default defineRule({
  id: "table-scanned-twice",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "rewrite",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  scales: true,
  aliases: ["multiple-alter-table", "MP058", "PGM023", "W12", "statement_merge_alter_table"],
  docs: {
    title: "A table is passed over once more than it has to be",
    sees: "Two ALTER TABLE of one migration each make PostgreSQL read or write every row of the same existing table, and nothing between them changes rows. Statements that only change the catalog are no finding, however many.",
    why: "PostgreSQL does all commands of one ALTER TABLE in one pass. Each statement of its own is another pass under the same exclusive lock.",
    instead: `ALTER TABLE public.events
  ALTER COLUMN id TYPE bigint,
  ALTER COLUMN parent_id TYPE bigint;`,
  },
  messages: {
    again: "Unexpected second pass over every row of `{table}`, expected one ALTER TABLE with all commands",
  },
  *check({ after: operation }, context) {
    if (!touchesExisting(operation, context) || !passesOverRows(operation, context)) return;
    const passes = before(operation, context).filter((other) => passesOverRows(other, context));
    const statements = new Set(passes.map(({ statement }) => statement));
    if (statements.size !== 1 || statements.has(operation.statement)) return;
    const { relation: subject, place: at } = operation;
    yield { message: "again", at, subject, after: "two passes", data: { table: spell(subject) } };
  },
});
