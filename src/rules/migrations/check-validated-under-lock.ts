import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { validateLater } from "./ways/validate-later.ts";

export default defineRule({
  id: "check-validated-under-lock",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: [
    "add-check-without-not-valid",
    "constraint-missing-not-valid",
    "MP030",
    "PGM015",
    "PG305",
    "add_check_constraint",
    "add-check",
  ],
  docs: {
    title: "A CHECK is proved on every row under a lock",
    sees: "A migration of this pull request adds a CHECK constraint to an existing table without NOT VALID.",
    why: "Nobody can read or write the table while PostgreSQL looks at every row; a single row that fails makes the statement fail.",
    offers: "The same constraint `NOT VALID`, and its `VALIDATE` for the next migration.",
    instead: `ALTER TABLE public.orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
-- a later migration: reads and writes go on
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_total_positive;`,
  },
  messages: {
    named:
      "Unexpected check of every row of `{table}` for `{constraint}` under an exclusive lock, expected NOT VALID and a later VALIDATE",
    unnamed:
      "Unexpected check of every row of `{table}` under an exclusive lock, expected NOT VALID and a later VALIDATE",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "constraint-added" || operation.constraint !== "check") return;
    if (!operation.validated || !holdsRows(operation, context)) return;
    const { relation: subject, place: at, name, columns } = operation;
    const table = spell(subject);
    const report = { at, subject, basis: seeWriteLock(operation, context), ...validateLater(operation, context) };
    if (name === undefined)
      yield { ...report, message: "unnamed", after: `check (${columns.join(", ")})`, data: { table } };
    else yield { ...report, message: "named", after: `check ${name}`, data: { table, constraint: name } };
  },
});
