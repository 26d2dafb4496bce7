import type { Operation, OperationOf } from "../../model/migration.ts";
import { oncePer } from "../../model/once-per.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { addedOperations } from "./ask/added-operations.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

const RESTRICTIVE = "CreatePolicyStmt restrictive";

const byRelation = oncePer((added: readonly Operation[]) =>
  Map.groupBy(
    added.filter((operation) => operation.action === "other"),
    ({ relation }) => subjectKey(relation),
  ),
);

const onSame = ({ relation }: Operation, context: Context): readonly OperationOf<"other">[] =>
  byRelation(addedOperations(context)).get(subjectKey(relation)) ?? [];

export default defineRule({
  id: "row-policy-changed",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["restrictive-policy", "drop-policy", "disable-row-level-security", "MP079"],
  docs: {
    title: "Other rows are seen than before",
    sees: "A migration of this pull request makes a RESTRICTIVE policy on a table that was there before it, drops a policy of it without making one in its place, or disables its row level security.",
    why: "No query fails: a restrictive policy takes rows away from everybody, a dropped one hides them or, if it was restrictive, shows them, and a table without row level security shows every row to whoever may read it.",
    instead: `-- one statement that says who sees what from now on
ALTER POLICY orders_own ON public.orders USING (user_id = current_setting('app.user_id')::bigint);`,
  },
  messages: {
    restrictive: "Unexpected restrictive policy `{policy}` on `{table}`, expected a review of the rows that it hides",
    dropped: "Unexpected drop of policy `{policy}` of `{table}`, expected another in its place",
    disabled: "Unexpected end of row level security on `{table}`, expected nobody to see rows of others",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || !touchesExisting(operation, context)) return;
    const { subject, place: at, node, detail: policy = "" } = operation;
    const others = onSame(operation, context);
    const data = { table: spell(subject), policy };
    if (node === RESTRICTIVE) {
      const was = Object.values(context.base.facts.operation).some(
        (other) =>
          other.action === "other" &&
          other.node === RESTRICTIVE &&
          other.detail === policy &&
          subjectKey(other.relation) === subjectKey(operation.relation),
      );
      if (!was) yield { message: "restrictive", at, subject, after: `restrictive policy ${policy}`, data };
    } else if (node.startsWith("Drop policy")) {
      const replaced = others.some((other) => other.node.startsWith("CreatePolicyStmt"));
      const off = others.some((other) => other.node === "AT_DisableRowSecurity");
      if (!replaced && !off) yield { message: "dropped", at, subject, before: `policy ${policy}`, data };
    } else if (node === "AT_DisableRowSecurity") {
      const again = others.some((other) => other.node === "AT_EnableRowSecurity");
      if (!again) yield { message: "disabled", at, subject, after: "no row level security", data };
    }
  },
});
