import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "type-dropped",
  level: "review",
  on: ["operation.added"],
  action: "drop",
  verdicts: { data: "unknown", consumer: "unknown", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["drop-type-cascade"],
  docs: {
    title: "A type is dropped with every column of it",
    sees: "A migration of this pull request drops a type or domain that was there before it, with CASCADE. Each column that the history knows to go with it blocks on its own (`column-dropped`); a type that the history made, and that no column has, is a notice.",
    why: "The statement names no table, and yet columns go with all their values, and functions that take the type.",
    instead: `-- give the columns another type first, then let PostgreSQL refuse where one is left
ALTER TABLE public.orders ALTER COLUMN state TYPE text;
DROP TYPE public.order_state;`,
  },
  messages: {
    columns: "Unexpected drop of type `{type}` with column `{first}`{others}, expected no column to have it any more",
    unknown: "Unexpected drop of type `{type}` with all that depends on it, expected DROP TYPE without CASCADE",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "type-dropped" || !operation.cascade || !touchesExisting(operation, context)) return;
    const { subject, place: at, columns } = operation;
    const type = spell(subject);
    const report = { at, subject, before: "type" };
    const existing = columns.filter(
      ({ born, relationBorn }) => !context.bornHere(born, operation) && !context.bornHere(relationBorn, operation),
    );
    const [first] = existing;
    if (first === undefined) {
      const level = operation.relationBorn === undefined ? "review" : "notice";
      yield { ...report, message: "unknown", level, data: { type } };
      return;
    }
    const others = existing.length === 1 ? "" : ` and ${existing.length - 1} more`;
    const verdicts = { data: "broken", consumer: "broken" } as const;
    yield { ...report, message: "columns", verdicts, data: { type, first: spell(first.subject), others } };
  },
});
