import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { keepTableName } from "./ways/keep-old-name.ts";

export default defineRule({
  id: "table-renamed",
  level: "block",
  on: ["operation.added"],
  action: "rename",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "rollback"],
  aliases: [
    "rename-schema",
    "set-schema",
    "rename_schema",
    "MP098",
    "rename-table",
    "renaming-table",
    "MP028",
    "PGM504",
    "BC101",
    "rename_table",
    "RENAME_TABLE",
  ],
  requirements: [{ row: 193, parts: "X" }],
  docs: {
    title: "A table that people use gets another name",
    sees: "A migration of this pull request renames a table that was there before it, or moves it to another schema, and leaves no view behind under the old name.",
    why: "Running code, dashboards and models still ask for the old name, and fail until all of them are changed at the same moment.",
    offers: "The rename with a view that takes reads and writes under the old name.",
    instead: `BEGIN;
ALTER TABLE public.user_ RENAME TO person;
-- a plain view takes reads and writes under the old name until the last reader has moved
CREATE VIEW public.user_ AS SELECT * FROM public.person;
COMMIT;`,
  },
  messages: {
    read: "Unexpected rename of table `{table}` to `{to}`, expected no readers of the old name, found `{reader}`{others}",
    unread: "Unexpected rename of table `{table}` to `{to}`, expected the old name to keep answering",
    swapped: "Unexpected new table behind the name `{table}`, expected the rows that are now in `{to}`",
    view: "Unexpected rename of view `{table}` to `{to}`, expected no readers of the old name, found `{reader}`{others}",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "relation-renamed" || !touchesExisting(operation, context)) return;
    const { subject, place: at, view } = operation;
    const heir = findTable(context.head, operation);
    if (heir !== undefined && heir.relation !== "table") return;
    const { readers, named } = nameReaders(subject, context);
    const names = { table: spell(subject), to: spell(operation.to) };
    const report = { at, subject, before: names.table, after: names.to, readers };
    if (heir !== undefined) {
      // Whoever reads it finds a table of that name; whether it holds the same rows is for a person to say.
      if (!view)
        yield { ...report, message: "swapped", data: names, level: "review", verdicts: { consumer: "conditional" } };
      return;
    }
    if (view) {
      if (named !== undefined) yield { ...report, message: "view", data: { ...names, ...named }, level: "review" };
      return;
    }
    const offered = { ...report, ...keepTableName(operation, context) };
    if (named === undefined) yield { ...offered, message: "unread", data: names };
    else yield { ...offered, message: "read", data: { ...names, ...named } };
  },
});
