import type { Statement } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import { lex } from "../../sql/lex.ts";
import { label, subjectOf } from "./ask/label.ts";
import { statementsUp } from "./ask/way-up.ts";

/** What may run a second time as it stands. */
const REPEATABLE =
  /^(?:set|reset|select|update|delete|analyze|vacuum|comment|refresh|reindex|grant|revoke|truncate|do|call|lock|notify)\b|\bif (?:not )?exists\b|\bor replace\b|\bon conflict\b|\b(?:validate constraint|set default|drop default|set not null|drop not null|set statistics)\b/;

const words = ({ sql }: Statement): string =>
  lex(sql)
    .filter(({ kind }) => kind === "word")
    .map(({ text }) => text)
    .join(" ");

export default defineRule({
  id: "transaction-disabled",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["mixed-statements-without-tx", "prevent_single_statement_with_disable_ddl_transaction"],
  requirements: [{ row: 186, parts: "X" }],
  docs: {
    title: "A migration can stop half way, and not run again",
    sees: "A migration of this pull request asks its tool for no transaction and has several statements; one before the last would fail if it ran a second time. Once a migration.",
    why: "If a later statement fails, the first ones stay: the tool holds the migration for not run, the next try stops at what is there already, and a person has to put it right on production.",
    instead: `-- one statement a file; or each so that it can run again
DROP INDEX CONCURRENTLY IF EXISTS orders_email_idx;
CREATE INDEX CONCURRENTLY orders_email_idx ON public.orders (email);`,
  },
  messages: {
    several:
      "Unexpected {count} statements without a transaction in `{migration}`, expected one a file, since this one cannot run a second time",
  },
  *check({ after: migration }, context) {
    const { id, tool, transaction, controls = [] } = migration;
    if (transaction || controls.length > 0 || tool === "numbered-files") return;
    const statements = statementsUp(id, context).filter((statement) => !/^(?:set|reset)\b/.test(words(statement)));
    const stuck = statements.slice(0, -1).find((statement) => !REPEATABLE.test(words(statement)));
    if (stuck === undefined) return;
    const data = { count: String(statements.length), migration: label(migration) };
    yield { message: "several", at: stuck.place, subject: subjectOf(migration), data };
  },
});
