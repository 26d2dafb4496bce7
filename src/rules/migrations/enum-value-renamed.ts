import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { addLabel } from "./ways/keep-label.ts";

export default defineRule({
  id: "enum-value-renamed",
  level: "review",
  on: ["operation.added"],
  action: "rename",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["rename-enum-value", "alter-type-rename-value", "rename_enum_value", "MP060"],
  docs: {
    title: "A value of an enum gets another name",
    sees: "A migration of this pull request renames a value, that was there before it, of an enum that was there before it.",
    why: "Every row shows the new name at once. Running code that writes or asks for the old one fails, and code that only compares it silently finds nothing.",
    offers: "The new name as a second label.",
    instead: `ALTER TYPE public.order_state ADD VALUE 'closed';
-- release 1: code reads both and writes the new one; release 2: the rows move
UPDATE public.orders SET state = 'closed' WHERE state = 'done'; -- in batches`,
  },
  messages: {
    renamed: "Unexpected rename of value `{from}` of `{type}` to `{to}`, expected the old value to keep its name",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "enum-label-renamed" || !touchesExisting(operation, context)) return;
    const { subject, place: at, from, to } = operation;
    if (context.bornHere(from.born, operation)) return;
    const data = { from: from.label, type: spell(subject), to };
    yield {
      message: "renamed",
      at,
      subject,
      before: from.label,
      after: to,
      data,
      ...addLabel(operation, context),
    };
  },
});
