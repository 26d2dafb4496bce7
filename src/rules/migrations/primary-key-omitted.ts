import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import type { Table } from "../../model/table.ts";
import { tablesBorn } from "./ask/tables-born.ts";
import { wayUp } from "./ask/way-up.ts";

/** Unique over columns that are never empty, of every row: as good as a key. */
const isIdentified = ({ constraints, indexes, columns }: Table): boolean =>
  Object.values(constraints).some(({ type }) => type === "primary key") ||
  Object.values(indexes).some(
    ({ unique, parts }) => unique && parts?.every(({ column }) => columns[column]?.nullable === false) === true,
  );

/** Columns that come from a query or another table say nothing of a key; a copy is meant to be one. */
const isSpelt = (operation: Operation, context: Context): boolean => {
  if (operation.action !== "relation-created" || operation.copies.length > 0) return false;
  const sql = context.head.facts.statement[operation.statement]?.sql ?? "";
  return !/\b(?:as|like|inherits|partition\s+of)\b/i.test(sql);
};

export default defineRule({
  id: "primary-key-omitted",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["require-primary-key", "PGM502", "MP045", "RX013"],
  requirements: [{ row: 190, parts: "X" }],
  docs: {
    title: "A table has nothing that tells its rows apart",
    sees: "A migration of this pull request creates a table, and head gives it neither a primary key nor a unique index over columns that are never empty. Copies (AS, LIKE), partitions and heirs do not count. Once a migration.",
    why: "A row that is there twice cannot be taken out once, logical replication refuses its updates and deletes, and every tool that follows changes has to guess.",
    instead: "ALTER TABLE public.visits ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;",
  },
  messages: {
    omitted: "Unexpected table `{table}` without a key, expected a primary key{others}",
  },
  *check({ after: { id } }, context) {
    const spelt = new Set(
      wayUp(id, context).flatMap((operation) => (isSpelt(operation, context) ? [spell(operation.subject)] : [])),
    );
    const found = tablesBorn(id, context).filter((table) => !isIdentified(table) && spelt.has(spell(table.subject)));
    const [first, ...rest] = found;
    if (first === undefined) return;
    const { subject, place: at } = first;
    const others = rest.length === 0 ? "" : `; so for ${rest.length} more of this migration`;
    yield { message: "omitted", at, subject, data: { table: spell(subject), others } };
  },
});
