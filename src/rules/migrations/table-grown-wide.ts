import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

const WIDE = 100;

export default defineRule({
  id: "table-grown-wide",
  level: "notice",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["wide-table", "column-count", "add_columns_to_wide_tables", "RG02"],
  docs: {
    title: "A table of many columns gets one more",
    sees: "A migration of this pull request adds a column to an existing table that then has more than 100, told once for each table.",
    why: "Every update writes the whole row anew, and every index entry that is not spared with it; a wide row fits few times into a page, so that all reads of the table get slower.",
    instead: `-- a table beside it, with the same key
CREATE TABLE public.user_preferences (user_id bigint PRIMARY KEY REFERENCES public.users (id), theme text);`,
  },
  messages: {
    grown: "Unexpected column {count} of table `{table}`, expected a table of its own for what is seldom read",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "column-added" || !touchesExisting(operation, context)) return;
    const count = Object.keys(findTable(context.head, operation)?.columns ?? {}).length;
    if (count <= WIDE) return;
    const { relation: subject, place: at } = operation;
    yield { message: "grown", at, subject, after: "wide", data: { count: String(count), table: spell(subject) } };
  },
});
