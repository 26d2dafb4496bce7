import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { holdsValues } from "./ask/holds-values.ts";
import { validateLater } from "./ways/validate-later.ts";

export default defineRule({
  id: "foreign-key-validated-under-lock",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: [
    "add-fk-without-not-valid",
    "adding-foreign-key-constraint",
    "MP005",
    "MP069",
    "PGM014",
    "E1",
    "PG306",
    "add_foreign_key",
  ],
  requirements: [{ row: 220, parts: "X" }],
  docs: {
    title: "A foreign key is checked while nobody can write",
    sees: "A migration of this pull request adds a foreign key to an existing table without NOT VALID. Over a column that the same migration added without a value it is for review: PostgreSQL still reads the whole table, but looks nothing up.",
    why: "Every row is looked up in the other table, and until the last one is, writes to both tables wait; a single orphan makes the statement fail.",
    offers: "The same constraint `NOT VALID`, and its `VALIDATE` for the next migration.",
    instead: `ALTER TABLE public.orders ADD CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
-- a later migration: reads and writes go on
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user_fkey;
-- with a new column: in one command PostgreSQL knows that there is nothing to check
ALTER TABLE public.orders ADD COLUMN user_id bigint REFERENCES public.users (id);`,
  },
  messages: {
    checked:
      "Unexpected check of every row of `{table}` against `{references}` while writes to both wait, expected NOT VALID and a later VALIDATE",
    empty:
      "Unexpected read of all of `{table}` to find nothing in its new column `{columns}` while writes wait, expected REFERENCES in ADD COLUMN itself, or NOT VALID",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "constraint-added" || operation.constraint !== "foreign key") return;
    if (!operation.validated || !holdsRows(operation, context)) return;
    const { relation: subject, place: at, columns, references } = operation;
    const other = references === undefined ? "another table" : spell(references);
    const report = {
      at,
      subject,
      after: `foreign key (${columns.join(", ")}) references ${other}`,
      data: { table: spell(subject), references: other, columns: columns.join(", ") },
      basis: seeWriteLock(operation, context),
      ...validateLater(operation, context),
    };
    if (holdsValues(columns, operation, context)) yield { ...report, message: "checked" };
    else yield { ...report, message: "empty", level: "review", verdicts: { data: "ok", ddl: "conditional" } };
  },
});
