import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";

export default defineRule({
  id: "creation-skipped",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["if-not-exists-noop", "PGM403", "RG22"],
  docs: {
    title: "IF NOT EXISTS finds something else under the name and makes nothing",
    sees: "A migration of this pull request says CREATE TABLE, CREATE INDEX or ADD COLUMN with IF NOT EXISTS; the history has one of that name, and it is not what the statement describes: columns are missing or have another type, the index has other columns.",
    why: "The statement succeeds without a word and changes nothing. Whoever reads the migration believes in columns that no database has.",
    instead: `ALTER TABLE public.orders ADD COLUMN note text; -- what is missing, said as a change`,
  },
  messages: {
    table: "Unexpected CREATE TABLE IF NOT EXISTS `{name}` over a table without {missing}, expected an ALTER TABLE",
    index:
      "Unexpected CREATE INDEX IF NOT EXISTS `{name}` over another index of that name, {missing}, expected a new name",
    column:
      "Unexpected ADD COLUMN IF NOT EXISTS `{name}` as `{missing}` over a column of another type, `{there}`, expected ALTER COLUMN … TYPE",
  },
  *check({ after: operation }) {
    if (operation.direction !== "up") return;
    const { subject, place: at } = operation;
    const name = spell(subject);
    if (operation.action === "column-added") {
      const { type, there } = operation;
      if (there !== undefined && there !== type)
        yield { message: "column", at, subject, after: type, data: { name, missing: type, there } };
      return;
    }
    if (operation.action !== "relation-created" && operation.action !== "index-built") return;
    const [first, ...rest] = operation.skips ?? [];
    if (first === undefined) return;
    const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
    const message = operation.action === "index-built" ? "index" : "table";
    yield { message, at, subject, after: [first, ...rest].join(", "), data: { name, missing: `${first}${others}` } };
  },
});
