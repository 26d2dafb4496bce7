import type { OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import type { Table, TableConstraint } from "../../model/table.ts";
import { addedOperations } from "./ask/added-operations.ts";
import { findTable } from "./ask/find-table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

type Lost = Pick<TableConstraint, "type" | "columns" | "provesNotNull">;

const UNIQUE = new Set(["unique", "primary key"]);
const CALLED: Readonly<Record<string, string>> = {
  check: "CHECK",
  unique: "unique constraint",
  exclusion: "exclusion constraint",
};
const within = (few: readonly string[], all: readonly string[]): boolean =>
  few.length > 0 && few.every((name) => all.includes(name));

/** The constraint as it was before this pull request, or the unique index that stood for one. */
function lostBy(
  operation: OperationOf<"constraint-dropped"> | OperationOf<"index-dropped">,
  context: Context,
): Lost | undefined {
  const table = findTable(context.base, operation);
  if (operation.action === "constraint-dropped") return table?.constraints[operation.name];
  const name = operation.subject.at(-1) ?? "";
  const index = table?.indexes[name];
  // Without its parts it is over expressions or some of the rows, and says nothing of the columns as such.
  if (index?.unique !== true || index.parts === undefined || table?.constraints[name] !== undefined) return undefined;
  return { type: "unique", columns: index.columns };
}

/** Does something on head promise as much? */
function isKept({ type, columns, provesNotNull }: Lost, head: Table, context: Context): boolean {
  // A column that goes takes what was promised of it along.
  if (columns.some((column) => head.columns[column] === undefined)) return true;
  if (provesNotNull !== undefined && head.columns[provesNotNull]?.nullable === false) return true;
  const others = Object.values(head.constraints);
  // Over more columns it is another CHECK, but the old one was not forgotten.
  if (!UNIQUE.has(type)) return others.some((other) => other.type === type && within(columns, other.columns));
  if (others.some((other) => UNIQUE.has(other.type) && within(other.columns, columns))) return true;
  return addedOperations(context).some(
    (other) =>
      other.action === "index-built" &&
      other.unique &&
      other.plain &&
      within(other.columns, columns) &&
      (other.name ?? "") in head.indexes,
  );
}

export default defineRule({
  id: "guarantee-dropped",
  level: "review",
  on: ["operation.added"],
  action: "constrain",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["drop-constraint", "drop-fk", "drop-pk-replica-identity", "CD101", "MP055"],
  docs: {
    title: "What the table promised holds no more",
    sees: "A migration of this pull request drops a primary key, a unique constraint or a unique index of an existing table, and nothing that is left promises as much; or it switches a constraint to NOT ENFORCED, or the replica identity to NOTHING. A foreign key, CHECK or exclusion that goes is a notice.",
    why: "Rows that nobody expects may come in from then on: two alike, orphans, values out of range. INSERT … ON CONFLICT on the columns fails at once, and without a key logical replication refuses updates and deletes.",
    instead: `-- the new promise first, then the old one goes
CREATE UNIQUE INDEX CONCURRENTLY users_tenant_email ON public.users (tenant_id, email);
ALTER TABLE public.users DROP CONSTRAINT users_email_key;`,
  },
  messages: {
    dropped: "Unexpected drop of the {type} over `{columns}` of `{table}`, expected rows to keep what it promised",
    unenforced:
      "Unexpected NOT ENFORCED for constraint `{constraint}` of `{table}`, expected rows to keep what it says",
    identity:
      "Unexpected REPLICA IDENTITY NOTHING for `{table}`, expected a key by which replicas find the rows that change",
  },
  *check({ after: operation }, context) {
    if (!touchesExisting(operation, context)) return;
    const { relation: subject, place: at } = operation;
    const table = spell(subject);
    if (operation.action === "other") {
      const { node, detail = "" } = operation;
      const constraint = detail.replace(/ not enforced$/, "");
      if (node === "AT_ReplicaIdentity" && detail === "nothing")
        yield { message: "identity", at, subject, after: "replica identity nothing", data: { table } };
      else if (node === "AT_AlterConstraint" && constraint !== detail)
        yield { message: "unenforced", at, subject, after: `${constraint} not enforced`, data: { table, constraint } };
      return;
    }
    if (operation.action !== "constraint-dropped" && operation.action !== "index-dropped") return;
    const lost = lostBy(operation, context);
    const head = findTable(context.head, operation);
    if (lost === undefined || lost.type === "not null" || head === undefined || isKept(lost, head, context)) return;
    const columns = lost.columns.join(", ");
    yield {
      message: "dropped",
      at,
      subject,
      before: `${lost.type} (${columns})`,
      data: { type: CALLED[lost.type] ?? lost.type, columns, table },
      ...(UNIQUE.has(lost.type) ? {} : { level: "notice" }),
    };
  },
});
