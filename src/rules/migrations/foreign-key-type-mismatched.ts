import type { Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, type Subject } from "../../model/subject.ts";
import type { TableConstraint } from "../../model/table.ts";
import { compareTypes } from "../../sql/compare-types.ts";
import { findTable } from "./ask/find-table.ts";

/** The foreign keys that the operation brings, as they are on head. */
function brought(operation: Operation, context: Context): readonly TableConstraint[] {
  const constraints = findTable(context.head, operation)?.constraints ?? {};
  if (operation.action === "relation-created")
    return Object.values(constraints).filter(({ type }) => type === "foreign key");
  if (operation.action !== "constraint-added" || operation.constraint !== "foreign key") return [];
  const one = constraints[operation.name ?? ""];
  return one === undefined ? [] : [one];
}

/** By the operation's own history: another one may have a table of that name. */
const typeOf = (relation: Subject, column: string, operation: Operation, { head }: Context): string | undefined =>
  findTable(head, { ...operation, relation })?.columns[column]?.type;

export default defineRule({
  id: "foreign-key-type-mismatched",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["mismatched-fk-type", "mismatched_foreign_key_type", "mismatch-column-in-data-type-change"],
  docs: {
    title: "A foreign key cannot hold every key that it points to",
    sees: "A foreign key of this pull request has a column of a smaller type, or one of another kind, than the key that it points to, by the types that the history knows.",
    why: "One day a key does not fit any more and the insert fails; until then PostgreSQL converts on each comparison, and may leave an index aside for it.",
    instead: `-- the type of the key
CREATE TABLE public.order_lines (order_id bigint NOT NULL REFERENCES public.orders (id));`,
  },
  messages: {
    smaller: "Unexpected type `{type}` of `{column}`, expected `{wanted}` as the key `{key}` has it",
  },
  *check({ after: operation }, context) {
    if (operation.direction !== "up" || operation.moot === true) return;
    for (const { columns, target } of brought(operation, context)) {
      if (target === undefined) continue;
      for (const [i, column] of columns.entries()) {
        const key = target.columns[i] ?? "";
        const type = typeOf(operation.relation, column, operation, context);
        const wanted = typeOf(target.relation, key, operation, context);
        if (type === undefined || wanted === undefined) continue;
        const change = compareTypes(wanted, type);
        if (change !== "narrowed" && change !== "incompatible" && change !== "converted") continue;
        const subject = [...operation.relation, column] as const;
        const data = { type, column: spell(subject), wanted, key: spell([...target.relation, key]) };
        yield { message: "smaller", at: operation.place, subject, after: `${type} for ${wanted}`, data };
      }
    }
  },
});
