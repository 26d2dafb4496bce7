import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { basisOf } from "./ask/basis-of.ts";
import { findTable } from "./ask/find-table.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { archiveColumn } from "./ways/archive-first.ts";

export default defineRule({
  id: "column-dropped",
  level: "block",
  on: ["operation.added"],
  action: "drop",
  verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "archive", "sign-off", "rollback"],
  aliases: [
    "drop-column",
    "ban-drop-column",
    "MP017",
    "PGM009",
    "DS103",
    "remove_column",
    "DROP_COLUMN",
    "banDropColumn",
    "RX004",
    "RG14",
  ],
  requirements: [
    { row: 193, parts: "X" },
    { row: 222, parts: "X" },
  ],
  docs: {
    title: "A column that people use is dropped",
    sees: "A migration of this pull request drops a column that was there before it, from a table that was there before it.",
    why: "Its values are gone, a way back restores an empty column, and every query, model and cached statement that names it fails.",
    offers: "What lets new code leave the column out, and a copy of its values in the migration that drops it.",
    instead: `-- release 1: no code reads or writes the column
-- release 2, after the announced date: keep the values, then drop
CREATE TABLE archive.users_legacy_code AS SELECT id, legacy_code FROM public.users;
ALTER TABLE public.users DROP COLUMN legacy_code;`,
  },
  messages: {
    read: "Unexpected drop of column `{column}`, expected no readers, found `{reader}`{others}",
    unread: "Unexpected drop of column `{column}`, expected its values to stay or to be archived",
    replaced: "Unexpected empty column in place of `{column}`, expected its values to be carried over",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "column-dropped" || !touchesExisting(operation, context)) return;
    if (context.bornHere(operation.columnBorn, operation)) return;
    const { subject, place: at, type } = operation;
    const { readers, named } = nameReaders(subject, context);
    const column = spell(subject);
    const basis = basisOf(operation, context);
    const report = { at, subject, ...(type === undefined ? {} : { before: type }), readers, basis };
    const offered = { ...report, ...archiveColumn(operation, context) };
    const name = subject.at(-1) ?? "";
    const heir = findTable(context.head, operation)?.columns[name];
    if (heir !== undefined && context.bornHere(heir.born, operation))
      yield { ...report, message: "replaced", data: { column }, verdicts: { consumer: "conditional" } };
    else if (named === undefined) yield { ...offered, message: "unread", data: { column } };
    else yield { ...offered, message: "read", data: { column, ...named } };
  },
});
