import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { spell, type Subject } from "../../model/subject.ts";
import type { Table, TableIndex } from "../../model/table.ts";

const spelt = (parts: TableIndex["parts"]): readonly string[] =>
  (parts ?? []).map(({ column, how }) => JSON.stringify([column, how]));

/** Does `other` answer every query that `index` answers, and keep what it keeps? */
function serves(other: TableIndex, index: TableIndex): boolean {
  if (other.method !== index.method || other.parts === undefined) return false;
  const [mine, theirs] = [spelt(index.parts), spelt(other.parts)];
  const equal = mine.length === theirs.length;
  if (!equal && (index.unique || index.method !== "btree")) return false;
  if (index.unique && !other.unique) return false;
  return mine.length > 0 && mine.every((part, i) => part === theirs[i]);
}

interface Spare {
  readonly subject: Subject;
  readonly name: string;
  readonly index: TableIndex;
  readonly by: string;
}

/** Indexes of this migration that head has twice. Of two equal ones the later is spare, and never the index of a constraint. */
function spares(migration: string, table: Table): readonly Spare[] {
  const all = Object.entries(table.indexes);
  return all.flatMap(([name, index], at) => {
    if (index.born !== migration || index.includes === true || Object.hasOwn(table.constraints, name)) return [];
    const by = all.find(
      ([other, there], i) =>
        other !== name &&
        serves(there, index) &&
        // of two that serve each other, only the later one is told
        (i < at || Object.hasOwn(table.constraints, other) || !serves(index, there)),
    );
    return by === undefined ? [] : [{ subject: table.subject, name, index, by: by[0] }];
  });
}

/** Migration → tables of head that have an index of it. */
const indexed = oncePer(({ facts }: Snapshot) => {
  const tables = new Map<string | undefined, Set<Table>>();
  for (const table of Object.values(facts.table))
    for (const { born } of Object.values(table.indexes))
      tables.set(born, (tables.get(born) ?? new Set<Table>()).add(table));
  return tables;
});

const all = (migration: string, head: Snapshot): readonly Spare[] =>
  [...(indexed(head).get(migration) ?? [])].flatMap((table) => spares(migration, table));

export default defineRule({
  id: "index-duplicated",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["redundant-index", "duplicate-index", "PGM508", "MP100", "dupe-index", "table_no_duplicate_index"],
  docs: {
    title: "An index does what another one does already",
    sees: "A migration of this pull request brings an index over plain columns of every row, and head has another one of the same method that begins with the same columns, in the same order. A unique index is spare only beside another unique one over just these columns.",
    why: "Every insert, and every update that touches the columns, keeps both of them; no query is faster by the second.",
    instead: "Leave it out: a btree index over (customer_id, placed_at) answers what one over (customer_id) would",
  },
  messages: {
    duplicated:
      "Unexpected index `{index}` on ({columns}) of `{table}`, expected `{other}` to do, which begins with them",
  },
  *check({ after: { id, place } }, { head }) {
    for (const { subject, name, index, by } of all(id, head)) {
      const data = { index: name, columns: index.columns.join(", "), table: spell(subject), other: by };
      const path = ["index", subject[1] ?? "", name] as const;
      yield { message: "duplicated", at: index.place ?? place, subject: path, data };
    }
  },
});
