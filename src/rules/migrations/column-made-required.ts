import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

/** The column that new rows have to fill from now on, where PostgreSQL does not look at the old ones for it. */
function requires(operation: Operation, { config }: Context): string | undefined {
  if (operation.action === "column-required")
    return operation.proved && config.postgresVersion >= 12 ? operation.subject.at(-1) : undefined;
  if (operation.action !== "constraint-added" || operation.constraint !== "not null") return undefined;
  return operation.validated ? undefined : operation.columns[0];
}

export default defineRule({
  id: "column-made-required",
  level: "review",
  on: ["operation.added"],
  action: "require",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["set-not-null-before-writers", "MF104"],
  requirements: [{ row: 219, parts: "X" }],
  docs: {
    title: "Writers have to fill a column that they could leave empty",
    sees: "This pull request makes an existing column without a default NOT NULL, the safe way: by NOT VALID, or by a CHECK that it adds itself. A constraint that was there before it has told the writers already, and is no finding. The way that reads the whole table is told by `not-null-scanned`, and a default that goes by `default-dropped`.",
    why: "Code that is running while the migration runs, and leaves the column out or writes NULL, is refused from that moment on.",
    instead: `-- release 1: every writer fills the column
-- release 2: new rows are held to it, old ones not yet
ALTER TABLE public.users ADD CONSTRAINT users_email_set CHECK (email IS NOT NULL) NOT VALID;`,
  },
  messages: {
    required: "Unexpected NOT NULL on column `{column}`, expected every running writer to fill it before",
  },
  *check({ after: operation }, context) {
    const name = requires(operation, context);
    if (name === undefined || !touchesExisting(operation, context)) return;
    const table = findTable(context.base, operation);
    const before = table?.columns[name];
    if (before?.nullable !== true || before.hasDefault === true) return;
    if (findTable(context.head, operation)?.columns[name]?.hasDefault === true) return;
    const told = Object.values(table?.constraints ?? {}).some(({ provesNotNull }) => provesNotNull === name);
    if (told) return;
    const subject = [...operation.relation, name] as const;
    yield { message: "required", at: operation.place, subject, after: "not null", data: { column: spell(subject) } };
  },
});
