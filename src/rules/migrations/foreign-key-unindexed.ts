import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { spell, type Subject } from "../../model/subject.ts";
import type { Table, TableConstraint } from "../../model/table.ts";

/** Does some index begin with these columns, in whatever order? */
const isIndexed = ({ indexes }: Table, columns: readonly string[]): boolean =>
  Object.values(indexes).some(({ columns: key }) => {
    const first = new Set(key.slice(0, columns.length));
    return columns.every((column) => first.has(column));
  });

interface ForeignKey {
  readonly table: Table;
  readonly key: TableConstraint;
}

/** Those of head by the migration that brought them; of a table that is not known in full nothing is said. */
const foreignKeys = oncePer(({ facts }: Snapshot) => {
  const keys = Object.values(facts.table).flatMap((table): readonly ForeignKey[] =>
    table.whole
      ? Object.values(table.constraints)
          .filter(({ type, columns }) => type === "foreign key" && columns.length > 0)
          .map((key) => ({ table, key }))
      : [],
  );
  return Map.groupBy(keys, ({ key }) => key.born);
});

interface Unindexed {
  readonly subject: Subject;
  readonly key: TableConstraint;
}

/** Foreign keys of this migration that head leaves without an index. */
const unindexed = (migration: string, head: Snapshot): readonly Unindexed[] =>
  (foreignKeys(head).get(migration) ?? [])
    .filter(({ table, key }) => !isIndexed(table, key.columns))
    .map(({ table, key }) => ({ subject: table.subject, key }));

export default defineRule({
  id: "foreign-key-unindexed",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["fk-without-index", "PGM501", "E15", "MP016"],
  docs: {
    title: "A foreign key has no index behind it",
    sees: "A migration of this pull request brings a foreign key, and no index of head begins with its columns, in whatever order and whichever migration makes it. Once a migration.",
    why: "Each delete in the other table, and each change of its key, reads this whole table for rows that point there; a delete of many rows reads it as many times.",
    instead: "CREATE INDEX CONCURRENTLY orders_customer_id_idx ON public.orders (customer_id);",
  },
  messages: {
    unindexed:
      "Unexpected foreign key over `{columns}` of `{table}` without an index, expected one that begins so{others}",
  },
  *check({ after: { id, place } }, { head }) {
    const [first, ...rest] = unindexed(id, head);
    if (first === undefined) return;
    const { subject, key } = first;
    const columns = key.columns.join(", ");
    const others = rest.length === 0 ? "" : `; so for ${rest.length} more of this migration`;
    const data = { columns, table: spell(subject), others };
    yield { message: "unindexed", at: key.place ?? place, subject, after: `foreign key (${columns})`, data };
  },
});
