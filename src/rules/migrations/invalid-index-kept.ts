import type { OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

/** A drop of the same name in this pull request clears away what a first try left. */
const isCleared = (built: OperationOf<"index-built">, { changes }: Context): boolean =>
  changes.some(
    (change) =>
      change.kind === "operation.added" &&
      change.after.direction === "up" &&
      (change.after.action === "index-dropped" || change.after.action === "index-rebuilt") &&
      subjectKey(change.after.subject) === subjectKey(built.subject),
  );

export default defineRule({
  id: "invalid-index-kept",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["concurrent-retry-invalid-index", "remove_invalid_indexes", "MP070"],
  docs: {
    title: "A second try would keep the broken index of the first",
    sees: "A migration of this pull request builds an index on an existing table CONCURRENTLY and IF NOT EXISTS, and drops none of that name first.",
    why: "A build that breaks off (a lock, a duplicate, a lost connection) leaves an INVALID index. The second try finds the name taken, succeeds without a word, and no query ever uses the index.",
    instead: `DROP INDEX CONCURRENTLY IF EXISTS public.orders_email_idx; -- what a first try may have left
CREATE INDEX CONCURRENTLY orders_email_idx ON public.orders (email);`,
  },
  messages: {
    kept: "Unexpected IF NOT EXISTS at the concurrent build of `{index}`, expected a DROP INDEX CONCURRENTLY IF EXISTS before it, so that a second try does not keep an invalid index",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "index-built" || !operation.concurrently || !operation.ifNotExists) return;
    if (!touchesExisting(operation, context) || isCleared(operation, context)) return;
    const { subject, place: at } = operation;
    yield { message: "kept", at, subject, data: { index: spell(subject) } };
  },
});
