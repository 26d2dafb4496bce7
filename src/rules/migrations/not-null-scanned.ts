import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { namesRelation } from "./ask/names-relation.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { witnessed } from "./ask/witnessed.ts";

/** The column that the statement proves NOT NULL at once. From 12 on, PostgreSQL believes a valid CHECK; before, it scans in any case. */
function requires(operation: Operation, postgresVersion: number): string | undefined {
  if (operation.action === "column-required")
    return operation.proved && postgresVersion >= 12 ? undefined : operation.subject.at(-1);
  if (operation.action !== "constraint-added" || operation.constraint !== "not null") return undefined;
  return operation.validated ? operation.columns[0] : undefined;
}

function seeScan(operation: Operation, context: Context): "observed" | "grammar" | undefined {
  const observed = witnessed(operation, context);
  if (observed === undefined) return "grammar";
  return namesRelation(observed.scanned, operation.relation) ? "observed" : undefined;
}

export default defineRule({
  id: "not-null-scanned",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "require",
  verdicts: { data: "conditional", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  aliases: [
    "set-not-null-scan",
    "adding-not-nullable-field",
    "MP002",
    "MP018",
    "MP081",
    "PGM013",
    "E2",
    "PG303",
    "change_column_null",
  ],
  docs: {
    title: "NOT NULL is proved by reading the whole table under a lock",
    sees: "A migration of this pull request sets NOT NULL on a column of an existing table, and no valid CHECK proves it beforehand.",
    why: "Nobody can read or write the table while PostgreSQL looks at every row; and the statement fails on the first empty value.",
    instead: `ALTER TABLE public.users ADD CONSTRAINT users_email_set CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE public.users VALIDATE CONSTRAINT users_email_set; -- own migration: reads and writes go on
ALTER TABLE public.users ALTER COLUMN email SET NOT NULL; -- believes the CHECK
ALTER TABLE public.users DROP CONSTRAINT users_email_set;`,
  },
  messages: {
    scanned:
      "Unexpected full scan of `{table}` under an exclusive lock to make `{column}` NOT NULL, expected a valid CHECK that proves it",
  },
  *check({ after: operation }, context) {
    if (!touchesExisting(operation, context)) return;
    const column = requires(operation, context.config.postgresVersion);
    const basis = seeScan(operation, context);
    if (column === undefined || basis === undefined) return;
    const { relation, place: at } = operation;
    const data = { table: spell(relation), column };
    yield { message: "scanned", at, subject: [...relation, column], after: "not null", data, basis };
  },
});
