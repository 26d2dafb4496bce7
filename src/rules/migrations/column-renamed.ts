import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { keepColumnName } from "./ways/keep-old-name.ts";

export default defineRule({
  id: "column-renamed",
  level: "block",
  on: ["operation.added"],
  action: "rename",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "rollback"],
  aliases: ["rename-column", "renaming-column", "MP010", "MP071", "PGM505", "BC102", "rename_column", "RENAME_COLUMN"],
  requirements: [
    { row: 193, parts: "X" },
    { row: 219, parts: "X" },
  ],
  docs: {
    title: "A column that people use gets another name",
    sees: "A migration of this pull request renames a column that was there before it, of a table that was there before it.",
    why: "Code that is running while the migration runs, and every query and model that names the column, fails until all of them are changed at the same moment.",
    offers: "Both names side by side, kept equal by a trigger, until nobody uses the old one.",
    instead: `-- release 1: the new column beside the old one, kept equal by the code or a trigger
ALTER TABLE public.users ADD COLUMN full_name text;
UPDATE public.users SET full_name = name WHERE full_name IS NULL; -- in batches
-- release 2: readers move to full_name; release 3: the old column goes
ALTER TABLE public.users DROP COLUMN name;`,
  },
  messages: {
    read: "Unexpected rename of column `{column}` to `{to}`, expected no readers of the old name, found `{reader}`{others}",
    unread: "Unexpected rename of column `{column}` to `{to}`, expected the old name to keep answering",
    swapped: "Unexpected new column behind the name `{column}`, expected the values that are now in `{to}`",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "column-renamed" || !touchesExisting(operation, context)) return;
    if (context.bornHere(operation.columnBorn, operation)) return;
    const { subject, place: at } = operation;
    const { readers, named } = nameReaders(subject, context);
    const before = subject.at(-1) ?? "";
    const after = operation.to.at(-1) ?? "";
    const names = { column: spell(subject), to: after };
    const report = { at, subject, before, after, readers };
    const offered = { ...report, ...keepColumnName(operation, context) };
    const table = findTable(context.head, operation);
    if (table?.columns[before] !== undefined)
      yield { ...report, message: "swapped", data: names, level: "review", verdicts: { consumer: "conditional" } };
    else if (named === undefined) yield { ...offered, message: "unread", data: names };
    else yield { ...offered, message: "read", data: { ...names, ...named } };
  },
});
