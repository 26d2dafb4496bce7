import type { Migration, Operation, OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

type Drop = OperationOf<"index-dropped">;

/** Where nobody sees the moment in between. */
function isOneTransaction(drop: Drop, built: Operation, migrations: Readonly<Record<string, Migration>>): boolean {
  const [one, other] = [migrations[drop.migration], migrations[built.migration]];
  // Drizzle runs all that is pending in one transaction.
  if (one?.tool === "drizzle") return true;
  return one !== undefined && one.id === other?.id && one.transaction;
}

const isBefore = (one: Operation, other: Operation, { head }: Context): boolean => {
  const order = ({ migration }: Operation): number => head.facts.migration[migration]?.order ?? 0;
  const index = ({ statement }: Operation): number => head.facts.statement[statement]?.index ?? 0;
  return order(one) === order(other) ? index(one) < index(other) : order(one) < order(other);
};

/** The index that comes after the drop and begins as the old one did. */
function replacement(drop: Drop, context: Context): OperationOf<"index-built"> | undefined {
  for (const change of context.changes) {
    if (change.kind !== "operation.added" || change.after.action !== "index-built") continue;
    const built = change.after;
    if (built.direction !== "up" || built.moot === true || built.columns[0] !== drop.columns[0]) continue;
    if (subjectKey(built.relation) !== subjectKey(drop.relation)) continue;
    if (isBefore(drop, built, context) && !isOneTransaction(drop, built, context.head.facts.migration)) return built;
  }
  return undefined;
}

export default defineRule({
  id: "index-replaced-late",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["replace-index", "remove-then-add", "replace_index"],
  docs: {
    title: "An index goes before the one that takes its place is there",
    sees: "A pull request drops an index of an existing table and builds one that begins with the same column afterwards, not in the same transaction, while no other index of the table begins so.",
    why: "Until the new index is built, every query that used the old one reads the whole table: minutes or hours, at the load of production.",
    instead: `CREATE INDEX CONCURRENTLY orders_customer_placed_idx ON public.orders (customer_id, placed_at);
-- and only then
DROP INDEX CONCURRENTLY public.orders_customer_idx;`,
  },
  messages: {
    late: "Unexpected drop of index `{index}` before `{replacement}` is built, expected the new index first",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "index-dropped" || !touchesExisting(operation, context)) return;
    const [lead] = operation.columns;
    if (lead === undefined || context.bornHere(operation.indexBorn, operation)) return;
    const name = operation.subject.at(-1) ?? "";
    const built = replacement(operation, context);
    // A second try: what the drop clears away is the index itself, broken.
    if (built === undefined || built.subject.at(-1) === name) return;
    const others = Object.entries(findTable(context.base, operation)?.indexes ?? {});
    if (others.some(([other, { columns }]) => other !== name && columns[0] === lead)) return;
    const { subject, place: at } = operation;
    const data = { index: spell(subject), replacement: spell(built.subject) };
    yield { message: "late", at, subject, after: spell(built.subject), data };
  },
});
