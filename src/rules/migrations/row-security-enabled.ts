import { defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "row-security-enabled",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["rls-enabled-without-policy", "MP057", "rls_enabled_no_policy"],
  docs: {
    title: "All rows disappear for everybody but the owner",
    sees: "A migration of this pull request enables row level security on a table that was there before it, and no migration makes a policy for that table.",
    why: "Without a policy nothing is allowed: every role but the owner reads an empty table and can write nothing, without an error on the read.",
    instead: `ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY orders_own ON public.orders USING (user_id = current_setting('app.user_id')::bigint);`,
  },
  messages: {
    enabled: "Unexpected row level security on `{table}` without a policy, expected one in the same migration",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || operation.node !== "AT_EnableRowSecurity") return;
    if (!touchesExisting(operation, context)) return;
    const { subject, place: at } = operation;
    const hasPolicy = Object.values(context.head.facts.operation).some(
      (other) =>
        other.action === "other" &&
        other.node === "CreatePolicyStmt" &&
        other.direction === "up" &&
        subjectKey(other.relation) === subjectKey(subject),
    );
    if (!hasPolicy)
      yield { message: "enabled", at, subject, after: "row level security", data: { table: spell(subject) } };
  },
});
