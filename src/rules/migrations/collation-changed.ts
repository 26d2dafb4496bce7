import type { OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { throughSecondColumn } from "./ways/second-column.ts";

/** An index of the table that sorts by the column, made by itself or for a constraint. */
function indexOver(operation: OperationOf<"column-retyped">, context: Context): string | undefined {
  const column = operation.subject.at(-1) ?? "";
  const indexes = Object.entries(findTable(context.base, operation)?.indexes ?? {});
  return indexes.find(([, { uses }]) => uses.includes(column))?.[0];
}

export default defineRule({
  id: "collation-changed",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "retype",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "conditional" },
  owes: ["window"],
  scales: true,
  aliases: ["collation-change", "MP089"],
  docs: {
    title: "A column is sorted and compared in another way",
    sees: "A migration of this pull request gives an existing column another COLLATE. It blocks where the history knows an index over the column; otherwise it is for review.",
    why: "Every index over the column is built anew while nobody can read or write the table; and what was equal, or came first, may no longer be.",
    offers: "A second column that a trigger keeps equal, filled in batches and swapped.",
    instead: `-- say the collation where it is needed, with an index of its own
CREATE INDEX CONCURRENTLY users_name_de ON public.users (name COLLATE "de-x-icu");
SELECT name FROM public.users ORDER BY name COLLATE "de-x-icu";`,
  },
  messages: {
    indexed:
      "Unexpected rebuild of index `{index}` under an exclusive lock to give `{column}` collation `{collation}`, expected a collation in the query or a second column",
    plain:
      "Unexpected collation `{collation}` of column `{column}`, expected its values to be sorted and compared as before",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "column-retyped" || operation.collation === undefined) return;
    if (!holdsRows(operation, context) || context.bornHere(operation.columnBorn, operation)) return;
    const { subject, place: at, collation } = operation;
    const index = indexOver(operation, context);
    const report = { at, subject, after: `collate ${collation}`, ...throughSecondColumn(operation, context) };
    const data = { column: spell(subject), collation };
    if (index === undefined)
      yield { ...report, message: "plain", data, level: "review", verdicts: { ddl: "conditional" } };
    else yield { ...report, message: "indexed", data: { ...data, index } };
  },
});
