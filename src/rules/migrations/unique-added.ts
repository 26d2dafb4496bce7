import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { lookForTwins } from "./ways/look-first.ts";

/** The columns whose values have to differ from now on. An index that is taken over has proved it before. */
function distinct(operation: Operation): readonly string[] | undefined {
  if (operation.action === "index-built") return operation.unique ? operation.columns : undefined;
  if (operation.action !== "constraint-added" || operation.usingIndex) return undefined;
  return operation.constraint === "unique" || operation.constraint === "primary key" ? operation.columns : undefined;
}

/** The names on base: a column that this pull request renames holds the values that it held. */
function namesBefore(columns: readonly string[], operation: Operation, { changes }: Context): readonly string[] {
  const before = new Map<string, string>();
  for (const change of changes) {
    if (change.kind !== "operation.added" || change.after.action !== "column-renamed") continue;
    if (change.after.direction !== "up" || subjectKey(change.after.relation) !== subjectKey(operation.relation))
      continue;
    before.set(change.after.to.at(-1) ?? "", change.after.subject.at(-1) ?? "");
  }
  return columns.map((name) => before.get(name) ?? name);
}

/** Were fewer of these columns unique already, so that no two rows can be alike? */
function isProved(columns: readonly string[], operation: Operation, context: Context): boolean {
  const table = findTable(context.base, operation);
  const within = (all: readonly string[]): boolean => all.length > 0 && all.every((name) => columns.includes(name));
  const constraints = Object.values(table?.constraints ?? {});
  if (constraints.some(({ type, columns: all }) => (type === "unique" || type === "primary key") && within(all)))
    return true;
  const indexes = new Set(Object.keys(table?.indexes ?? {}));
  return Object.values(context.base.facts.operation).some(
    (built) =>
      built.action === "index-built" &&
      built.unique &&
      built.plain &&
      built.name !== undefined &&
      indexes.has(built.name) &&
      subjectKey(built.relation) === subjectKey(operation.relation) &&
      within(built.columns),
  );
}

export default defineRule({
  id: "unique-added",
  level: "review",
  on: ["operation.added"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["add-unique", "MF101", "MF102", "ADD_UNIQUE"],
  docs: {
    title: "Values that are there must all differ",
    sees: "A migration of this pull request makes columns unique that were there before it, by a constraint, a primary key or an index. One over a column of this pull request, or one that an older unique constraint or index proves, is no finding.",
    why: "Two equal rows make the statement fail, on production and nowhere else; and running code that inserts a second one is refused from then on.",
    offers: "The query that finds equal rows.",
    instead: `-- before: no row may come back
SELECT email, count(*) FROM public.users GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON public.users (email);`,
  },
  messages: {
    unique: "Unexpected uniqueness of `{columns}` in `{table}`, expected proof that no two rows are alike",
  },
  *check({ after: operation }, context) {
    if (!holdsRows(operation, context)) return;
    const columns = distinct(operation);
    if (columns === undefined || columns.length === 0) return;
    const table = findTable(context.head, operation);
    if ((table?.relation ?? "table") !== "table") return;
    if (columns.some((name) => context.bornHere(table?.columns[name]?.born, operation))) return;
    if (isProved(namesBefore(columns, operation, context), operation, context)) return;
    const { relation: subject, place: at } = operation;
    const named = columns.join(", ");
    yield {
      message: "unique",
      at,
      subject,
      after: `unique (${named})`,
      data: { columns: named, table: spell(subject) },
      ...lookForTwins(operation, columns),
    };
  },
});
