import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { renamedHere } from "./ask/renamed-here.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "not-null-dropped",
  level: "notice",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["drop-not-null", "ban-drop-not-null", "MP029", "PGM507"],
  docs: {
    title: "A column may be empty from now on",
    sees: "A migration of this pull request drops NOT NULL of a column that was there before it, and the pull request does not set it again. Where somebody is known to read the column, it is for review.",
    why: "Readers that never met a NULL there meet one: sums, comparisons and NOT IN give other answers, and typed clients fail.",
    instead: `-- tell readers first; or keep the column filled
ALTER TABLE public.orders ALTER COLUMN note SET DEFAULT '';`,
  },
  messages: {
    read: "Unexpected NULL in column `{column}` from now on, expected readers that know it, found `{reader}`{others}",
    unread: "Unexpected NULL in column `{column}` from now on, expected readers that know it",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "column-freed" || !touchesExisting(operation, context) || renamedHere(operation, context))
      return;
    if (context.bornHere(operation.columnBorn, operation)) return;
    const { subject, place: at } = operation;
    const column = findTable(context.head, operation)?.columns[subject.at(-1) ?? ""];
    if (column?.nullable !== true) return;
    const { readers, named } = nameReaders(subject, context);
    const report = { at, subject, after: "nullable", readers };
    const data = { column: spell(subject) };
    if (named === undefined) yield { ...report, message: "unread", data };
    else yield { ...report, message: "read", level: "review", data: { ...data, ...named } };
  },
});
