import type { Migration, Statement } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { lex } from "../../sql/lex.ts";
import { label } from "./ask/label.ts";
import { statementsUp } from "./ask/way-up.ts";

/** Is a transaction open where the statement stands, by the tool, the message or the file's own BEGIN? */
function isInside({ index }: Statement, { transaction, implicit, controls = [] }: Migration): boolean {
  // After a COMMIT the next statement of the same message begins another transaction.
  if (implicit === true) return true;
  return controls.filter(({ after }) => after <= index).reduce((_, { verb }) => verb === "begin", transaction);
}

/** Flyway opens no transaction for a file of such statements, and refuses one that holds others too. */
const isMixed = ({ tool, id }: Migration, context: Context): boolean =>
  tool === "flyway" && statementsUp(id, context).some(({ alone }) => alone !== true);

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
-- dbmate: -- migrate:up transaction:false; Atlas: -- atlas:txmode none; sql-migrate: -- +migrate Up notransaction
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
    const inside = isInside(statement, migration);
    if (!inside && !isMixed(migration, context)) return;
    const { tool, controls = [], implicit } = migration;
    const own = controls.some(({ verb, after }) => verb === "begin" && after <= statement.index);
    const message = !inside ? "mixed" : own ? "own" : implicit === true ? "message" : "tool";
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
