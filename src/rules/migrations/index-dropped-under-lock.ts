import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { wayUp } from "./ask/way-up.ts";
import { concurrently } from "./ways/build-concurrently.ts";

/** Operations that lock the table for longer, or cannot be had without. */
const LOCKS = /^(?:column-|default-|relation-|constraint-|partition-|index-built$)/;

/** The same transaction locks the table for something else, or for an index before this one: one lock more changes nothing. */
const isLockedAnyhow = (operation: Operation, context: Context): boolean => {
  const before = wayUp(operation.migration, context);
  const own = before.findIndex(({ id }) => id === operation.id);
  return before.some(
    (other, i) =>
      subjectKey(other.relation) === subjectKey(operation.relation) &&
      other.moot !== true &&
      ((LOCKS.test(other.action) && context.head.facts.migration[operation.migration]?.transaction === true) ||
        (other.action === "index-dropped" && !other.concurrently && i < own)),
  );
};

export default defineRule({
  id: "index-dropped-under-lock",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  scales: true,
  aliases: [
    "drop-index-non-concurrent",
    "require-concurrent-index-deletion",
    "MP009",
    "PGM002",
    "PG102",
    "remove_index",
    "DROP_INDEX",
  ],
  docs: {
    title: "An index is dropped while nobody can use its table",
    sees: "A migration of this pull request drops an index of an existing table without CONCURRENTLY, and does nothing else that locks the table in the same transaction. Once a table and migration.",
    why: "The drop itself takes a moment, but it waits for every running query on the table, and every new one waits behind it.",
    offers: "The same statement with `CONCURRENTLY`.",
    instead: `-- a migration of its own, outside a transaction
DROP INDEX CONCURRENTLY public.orders_note_idx;`,
  },
  messages: {
    dropped: "Unexpected lock of `{table}` for the drop of index `{index}`, expected DROP INDEX CONCURRENTLY",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "index-dropped" || operation.concurrently || operation.backs !== undefined) return;
    // Of an index that the history does not know nobody can say what it is on.
    if (operation.relation[0] !== "table" || !touchesExisting(operation, context)) return;
    if (context.bornHere(operation.indexBorn, operation) || isLockedAnyhow(operation, context)) return;
    const { relation, subject, place: at } = operation;
    const data = { table: spell(relation), index: spell(subject) };
    const basis = seeWriteLock(operation, context);
    yield { message: "dropped", at, subject, data, basis, ...concurrently(operation, context) };
  },
});
