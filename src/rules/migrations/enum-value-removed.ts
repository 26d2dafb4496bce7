import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { keepLabels } from "./ways/keep-label.ts";

export default defineRule({
  id: "enum-value-removed",
  level: "block",
  on: ["operation.added"],
  action: "retype",
  verdicts: { data: "conditional", consumer: "broken", ddl: "conditional", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "rollback"],
  aliases: ["enum-value-removal", "MP024"],
  docs: {
    title: "A column can no longer hold a value that it could",
    sees: "A migration of this pull request gives an existing column an enum that lacks a value of the one it had: a new type beside the old one, or the old one renamed, or by way of text. The history knows the values of both.",
    why: "The statement fails on the first row that holds the value, and so does running code that still writes it or asks for it.",
    offers: "Another value for the old rows, and a `CHECK` that keeps the label out of new ones; the type stays.",
    instead: `-- release 1: no code writes or asks for 'archived' any more; the rows get another value
UPDATE public.orders SET state = 'closed' WHERE state = 'archived'; -- in batches
-- release 2: the type without it
ALTER TYPE public.order_state RENAME TO order_state_old;
CREATE TYPE public.order_state AS ENUM ('open', 'closed');
ALTER TABLE public.orders ALTER COLUMN state TYPE public.order_state USING state::text::public.order_state;
DROP TYPE public.order_state_old;`,
  },
  messages: {
    removed:
      "Unexpected loss of value `{label}`{others} for column `{column}`, expected every value that rows and running code may hold",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "column-retyped" || !touchesExisting(operation, context)) return;
    if (context.bornHere(operation.columnBorn, operation)) return;
    const lost = (operation.lost ?? []).filter(({ born }) => !context.bornHere(born, operation));
    const [first] = lost;
    if (first === undefined) return;
    const { subject, place: at } = operation;
    const { readers } = nameReaders(subject, context);
    const others = lost.length === 1 ? "" : ` and ${lost.length - 1} more`;
    const data = { label: first.label, others, column: spell(subject) };
    const before = lost.map(({ label }) => label).join(", ");
    yield { message: "removed", at, subject, before, data, readers, ...keepLabels(operation, lost, context) };
  },
});
