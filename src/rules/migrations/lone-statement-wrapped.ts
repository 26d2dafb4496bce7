import type { Migration } from "../../model/migration.ts";
import { type Contents, type Context, defineRule } from "../../model/rule.ts";
import { lex } from "../../sql/lex.ts";
import { label } from "./ask/label.ts";

/** Where a statement must not stand, and who opened the transaction there. */
type Wrap = "tool" | "own" | "message" | "mixed";
const known = new WeakMap<Contents, ReadonlyMap<string, Wrap>>();

/** Statement → what wraps it, in one walk over the file: by the tool, the message, or the file's own BEGIN. */
function wrapped(migration: Migration, context: Context): ReadonlyMap<string, Wrap> {
  const contents = context.within(migration.id, "head");
  const before = known.get(contents);
  if (before !== undefined) return before;
  const { tool, transaction, implicit, controls = [] } = migration;
  const ups = contents.statements.filter(({ direction }) => direction === "up");
  // Flyway opens no transaction for a file of such statements, and refuses one that holds others too.
  const mixed = tool === "flyway" && ups.some(({ alone }) => alone !== true);
  const found = new Map<string, Wrap>();
  let wrap: Wrap | undefined = transaction ? (implicit === true ? "message" : "tool") : undefined;
  let next = 0;
  for (const { id, index } of ups) {
    for (let control = controls[next]; control !== undefined && control.after <= index; control = controls[++next])
      // After a COMMIT the next statement of the same message begins another transaction.
      wrap = control.verb === "begin" ? "own" : implicit === true ? "message" : undefined;
    if (wrap !== undefined) found.set(id, wrap);
    else if (mixed) found.set(id, "mixed");
  }
  known.set(contents, found);
  return found;
}

const first = (sql: string): string =>
  lex(sql)
    .filter(({ kind }) => kind === "word")
    .map(({ text }) => text.toUpperCase())
    .filter((word, i) => i < 2 || word === "CONCURRENTLY")
    .slice(0, 3)
    .join(" ");

export default defineRule({
  id: "lone-statement-wrapped",
  level: "review",
  on: ["statement.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: [
    "concurrently-in-transaction",
    "ban-concurrent-index-creation-in-transaction",
    "concurrent-without-disable-transaction",
    "non-transactional-statement",
    "non_transactional",
    "MP025",
    "PGM003",
    "PG103",
  ],
  docs: {
    title: "A statement that must run alone stands in a transaction",
    sees: "A migration of this pull request runs CREATE INDEX CONCURRENTLY, DROP INDEX CONCURRENTLY, REINDEX CONCURRENTLY, VACUUM or another statement that PostgreSQL refuses inside a transaction, and its tool, its own BEGIN, or a second statement in the same message opens one. A single statement of golang-migrate or Prisma runs alone.",
    why: "PostgreSQL refuses it (25001): the migration fails where it is deployed.",
    instead: `-- a file of its own with this one statement, and for tools that open a transaction the word that stops it:
-- Diesel: metadata.toml with run_in_transaction = false; sqlx: -- no-transaction; goose: -- +goose NO TRANSACTION;
-- dbmate: -- migrate:up transaction:false; Atlas: -- atlas:txmode none; sql-migrate: -- +migrate Up notransaction; Liquibase: runInTransaction="false"
CREATE INDEX CONCURRENTLY orders_email_idx ON public.orders (email);`,
  },
  messages: {
    tool: "Unexpected {statement} in the transaction that {tool} opens for `{migration}`, expected a file that asks for none",
    own: "Unexpected {statement} inside a transaction of the file's own, expected it outside",
    message:
      "Unexpected {statement} beside other statements, which {tool} sends as one message and PostgreSQL runs as one transaction, expected a file of its own",
    mixed:
      "Unexpected {statement} beside statements that run in a transaction, expected a file of its own, since Flyway refuses the mix",
  },
  *check({ after: statement }, context) {
    if (statement.alone !== true || statement.direction !== "up") return;
    const migration = context.head.facts.migration[statement.migration];
    if (migration === undefined) return;
    const message = wrapped(migration, context).get(statement.id);
    if (message === undefined) return;
    const { tool } = migration;
    const subject = ["migration", migration.root, migration.version] as const;
    const data = { statement: first(statement.sql), tool, migration: label(migration) };
    yield {
      message,
      at: statement.place,
      subject,
      after: lex(statement.sql)
        .map(({ text }) => text)
        .join(" "),
      data,
    };
  },
});
