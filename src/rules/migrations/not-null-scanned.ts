import type { OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { namesRelation } from "./ask/names-relation.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

/** From 12 on, PostgreSQL believes a valid CHECK; before, it scans in any case. */
function seeScan(operation: OperationOf<"column-required">, context: Context): "observed" | "grammar" | undefined {
  if (operation.proved && context.config.postgresVersion >= 12) return undefined;
  const observed = context.observed(operation);
  if (observed === undefined || observed.error !== undefined) return "grammar";
  return namesRelation(observed.scanned, operation.relation) ? "observed" : undefined;
}

export default defineRule({
  id: "not-null-scanned",
  level: "block",
  on: ["operation.added"],
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
    if (operation.action !== "column-required" || !touchesExisting(operation, context)) return;
    const basis = seeScan(operation, context);
    if (basis === undefined) return;
    const { subject, relation, place: at } = operation;
    const data = { table: spell(relation), column: subject.at(-1) ?? "" };
    yield { message: "scanned", at, subject, after: "not null", data, basis };
  },
});
