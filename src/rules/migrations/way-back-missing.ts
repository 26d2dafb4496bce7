import type { Operation, Statement } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import { lex } from "../../sql/lex.ts";
import { label, subjectOf } from "./ask/label.ts";

/** Statements of a file that a tool wants to find there, and that change nothing. */
const IDLE = /^(?:select (?:\d+|'[^']*'|true|false|null)|begin|commit|end|start transaction)?$/;

const words = (sql: string): string =>
  lex(sql)
    .map(({ text }) => text)
    .filter((text) => text !== ";")
    .join(" ");

const does = ({ sql }: Statement): boolean => !IDLE.test(words(sql));

/** What a person expects to be undone: a change of the schema. Rows that a migration filled are often left as they are. */
const changesSchema = (operation: Operation): boolean =>
  operation.moot !== true &&
  operation.action !== "rows-changed" &&
  !(operation.action === "other" && operation.node === "SelectStmt");

export default defineRule({
  id: "way-back-missing",
  level: "block beside breaking",
  on: ["migration.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: ["rollback"],
  aliases: ["missing-down", "empty-or-noop-down", "MRT102", "RUNSQL_REVERSIBLE", "rollback-missing"],
  requirements: [
    { row: 192, parts: "X" },
    { row: 218, parts: "X" },
  ],
  docs: {
    title: "A migration comes without a way back",
    sees: "Most migrations of this history can be taken back, and this new one cannot: its down is not there, or does nothing although its up changes the schema. A history that only goes forward owes nothing.",
    why: "When the release has to be taken back, the tool stops at this migration, or passes over it and leaves a schema that the older code does not know.",
    instead: `-- migrations/20261121_add_currency/down.sql: what undoes up.sql
ALTER TABLE public.orders DROP COLUMN currency;`,
  },
  messages: {
    missing: "Unexpected migration `{migration}` without a way back, expected a down as its neighbours have one",
    empty: "Unexpected way back of `{migration}` that does nothing, expected statements that undo it",
  },
  *check({ after: migration }, context) {
    if (!migration.downsUsual) return;
    const { id, place: at } = migration;
    const report = { at, subject: subjectOf(migration), data: { migration: label(migration) } };
    if (migration.down === undefined) {
      yield { ...report, message: "missing" };
      return;
    }
    const { statements, operations } = context.within(id, "head");
    const back = statements.some((statement) => statement.direction === "down" && does(statement));
    // What could not be read may well do something: the gap says so.
    const unread = context.head.gaps.some((gap) =>
      gap.migration === undefined ? gap.place.path === migration.down : gap.migration === id,
    );
    if (back || unread) return;
    const forth = operations.some((operation) => operation.direction === "up" && changesSchema(operation));
    if (forth) yield { ...report, message: "empty" };
  },
});
