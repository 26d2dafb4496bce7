import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { label, subjectOf } from "./ask/label.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "algorithm-omitted",
  level: "notice",
  on: ["operation.added"],
  engines: ["mysql", "mariadb"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["require-algorithm-lock-options", "stmt_require_algorithm_or_lock_options"],
  docs: {
    title: "MySQL may choose to copy a table, and nobody forbids it",
    sees: "A statement of this pull request alters an existing table or builds an index on it, and names neither an ALGORITHM nor a LOCK. Told once a migration.",
    why: "Without either, MySQL takes the best way it knows, which is a copy under a lock where there is no better one: the migration that was instant on your machine holds writers up on the server.",
    instead: "ALTER TABLE orders ADD COLUMN note varchar(50), ALGORITHM=INSTANT;",
  },
  messages: {
    omitted:
      "Unexpected ALTER of table `{table}` in `{migration}` without ALGORITHM or LOCK, expected the way that it may take",
  },
  *check({ after: plan }, context) {
    if (plan.action !== "alter-planned" || !touchesExisting(plan, context)) return;
    if (plan.algorithm !== undefined || plan.lock !== undefined) return;
    const migration = context.head.facts.migration[plan.migration];
    if (migration === undefined) return;
    const data = { table: spell(plan.relation), migration: label(migration) };
    yield { message: "omitted", at: plan.place, subject: subjectOf(migration), after: "no algorithm", data };
  },
});
