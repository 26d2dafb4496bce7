import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { basisOf } from "./ask/basis-of.ts";
import { findTable } from "./ask/find-table.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { wayUp } from "./ask/way-up.ts";
import { archiveTable } from "./ways/archive-first.ts";

/** `DROP TABLE IF EXISTS x; CREATE TEMP TABLE x`: a table that no migration made, cleared away for one of the session's own. */
const clearsScratch = (operation: Operation, context: Context): boolean =>
  operation.relationBorn === undefined &&
  wayUp(operation.migration, context).some(
    (other) =>
      other.action === "relation-created" && other.temporary && other.subject.at(-1) === operation.subject.at(-1),
  );

export default defineRule({
  id: "table-dropped",
  level: "block",
  on: ["operation.added"],
  action: "drop",
  verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "archive", "sign-off", "rollback"],
  aliases: [
    "drop-table",
    "ban-drop-table",
    "MP026",
    "PGM201",
    "DS102",
    "banDropTable",
    "DROP_TABLE",
    "RX001",
    "RG01",
    "drop-partition",
    "RX012",
    "RG16",
  ],
  requirements: [
    { row: 193, parts: "X" },
    { row: 222, parts: "X" },
  ],
  docs: {
    title: "A table that people use is dropped",
    sees: "A migration of this pull request drops a table that was there before it. A view counts only where somebody reads it, and is then for review.",
    why: "Its rows are gone, a way back restores an empty table, and whatever still reads or writes it fails from that moment on.",
    offers: "A copy of its rows in the migration that drops it.",
    instead: `-- release 1: no code uses it; rename it, so that a forgotten reader shows itself
ALTER TABLE public.invoices RENAME TO invoices_retired;
-- release 2, after the announced date: archive, then drop
CREATE TABLE archive.invoices AS TABLE public.invoices_retired;
DROP TABLE public.invoices_retired;`,
  },
  messages: {
    read: "Unexpected drop of table `{table}`, expected no readers, found `{reader}`{others}",
    unread: "Unexpected drop of table `{table}`, expected its rows to stay or to be archived",
    view: "Unexpected drop of view `{table}`, expected no readers, found `{reader}`{others}",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "relation-dropped" || !touchesExisting(operation, context)) return;
    if (clearsScratch(operation, context)) return;
    const { subject, place: at, view } = operation;
    const { readers, named } = nameReaders(subject, context);
    const table = spell(subject);
    const basis = basisOf(operation, context);
    if (!view)
      yield {
        ...(named === undefined
          ? { message: "unread", data: { table } }
          : { message: "read", data: { table, ...named } }),
        at,
        subject,
        before: "table",
        readers,
        basis,
        ...archiveTable(operation, context),
      };
    // A view holds no rows, and one that is made anew under its name still answers.
    else if (named !== undefined && findTable(context.head, operation) === undefined)
      yield {
        message: "view",
        at,
        subject,
        before: "view",
        data: { table, ...named },
        readers,
        basis,
        level: "review",
        verdicts: { data: "ok" },
      };
  },
});
