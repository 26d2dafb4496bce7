import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { renamedHere } from "./ask/renamed-here.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "default-dropped",
  level: "review",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["drop-default", "DROP_DEFAULT"],
  docs: {
    title: "A required column loses its default",
    sees: "A migration of this pull request drops the default or the identity of a NOT NULL column of an existing table, and the pull request leaves it without one. A column that comes with a default in the same pull request and loses it again counts too.",
    why: "Code that is already running and leaves the column out of its inserts is refused from then on.",
    instead: `-- when no running code leaves the column out any more, one release later
ALTER TABLE public.orders ALTER COLUMN currency DROP DEFAULT;`,
  },
  messages: {
    dropped:
      "Unexpected drop of the default of required column `{column}`, expected it to stay while running code may leave the column out",
    added:
      "Unexpected drop of the default of the new required column `{column}`, expected it to stay for writers that do not know the column yet",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "default-changed" || !operation.dropped || !operation.had) return;
    if (!touchesExisting(operation, context) || renamedHere(operation, context)) return;
    const { subject, place: at } = operation;
    const column = findTable(context.head, operation)?.columns[subject.at(-1) ?? ""];
    if (column?.nullable !== false || column.hasDefault !== false) return;
    const message = context.bornHere(operation.columnBorn, operation) ? "added" : "dropped";
    yield { message, at, subject, after: "no default", data: { column: spell(subject) } };
  },
});
