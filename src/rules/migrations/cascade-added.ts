import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "cascade-added",
  level: "review",
  on: ["operation.added"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["change-cascade-rule", "disallow_on_del_cascade"],
  docs: {
    title: "Deleting one row deletes others from now on",
    sees: "A migration of this pull request replaces a foreign key of an existing table by one over the same columns that says ON DELETE CASCADE, where the old one did not. A new foreign key that says so from the start is no finding.",
    why: "A DELETE that was refused, or left the rows behind, takes them along from now on, and theirs with them. Code that relied on the refusal loses data, and no migration will show when.",
    instead: `-- keep the refusal, and delete the children where the parent is deleted on purpose
ALTER TABLE public.orders ADD CONSTRAINT orders_user_fkey
  FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE RESTRICT NOT VALID;`,
  },
  messages: {
    added:
      "Unexpected ON DELETE CASCADE from `{references}` to rows of `{table}`, expected deletes to be refused as before",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "constraint-added" || operation.cascades !== true) return;
    if (!touchesExisting(operation, context)) return;
    const { relation: subject, place: at, columns, references } = operation;
    const before = Object.values(findTable(context.base, operation)?.constraints ?? {}).filter(
      ({ type, columns: all }) => type === "foreign key" && all.join() === columns.join(),
    );
    if (before.length === 0 || before.some(({ cascades }) => cascades === true)) return;
    const data = { references: references === undefined ? "another table" : spell(references), table: spell(subject) };
    yield { message: "added", at, subject, after: `cascade (${columns.join(", ")})`, data };
  },
});
