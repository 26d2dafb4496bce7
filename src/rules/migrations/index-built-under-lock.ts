import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { attachIndex } from "./ways/attach-index.ts";
import { concurrently } from "./ways/build-concurrently.ts";

const BUILDS_INDEX = new Set(["unique", "primary key", "exclusion"]);

export default defineRule({
  id: "index-built-under-lock",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: [
    "create-index-non-concurrent",
    "require-concurrent-index-creation",
    "MP001",
    "PGM001",
    "E6",
    "PG101",
    "add_index",
    "CREATE_INDEX",
    "add-unique-without-index",
    "disallowed-unique-constraint",
    "MP027",
    "PGM017",
    "E7",
    "PG105",
    "add-primary-key-without-index",
    "PGM016",
    "PG104",
    "add-exclusion-constraint",
    "MP031",
    "PGM019",
    "E8",
    "add-exclude",
  ],
  requirements: [{ row: 220, parts: "X" }],
  docs: {
    title: "An index is built while nobody can write",
    sees: "A migration of this pull request builds an index on an existing table without CONCURRENTLY, or adds a unique, primary key or exclusion constraint that has to build one.",
    why: "Every write to the table waits until the index is built, and behind the first waiting write the connections pile up; a constraint holds readers up too.",
    offers:
      "The same statement with `CONCURRENTLY`; for a unique or primary key, the index first and then the constraint that takes it over.",
    instead: `-- a migration of its own, outside a transaction
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON public.users (email);
-- for a constraint, the next migration takes the index over
ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;`,
  },
  messages: {
    index: "Unexpected build of index `{index}` while writes to `{table}` wait, expected CREATE INDEX CONCURRENTLY",
    partitioned:
      "Unexpected build of index `{index}` on every partition of `{table}` while writes wait, expected ON ONLY the parent and CONCURRENTLY on each partition",
    unnamed: "Unexpected build of an index while writes to `{table}` wait, expected CREATE INDEX CONCURRENTLY",
    constraint:
      "Unexpected {constraint} constraint that builds its index while `{table}` is locked, expected an index built CONCURRENTLY and attached by USING INDEX",
    exclusion:
      "Unexpected exclusion constraint that builds its index while `{table}` is locked, expected a new table or a planned window",
  },
  *check({ after: operation }, context) {
    if (!holdsRows(operation, context)) return;
    const { relation: subject, place: at } = operation;
    // Only a refresh waits for an index on a materialized view.
    if ((findTable(context.head, operation)?.relation ?? "table") !== "table") return;
    const table = spell(subject);
    const report = { at, subject, basis: seeWriteLock(operation, context) };
    if (operation.action === "index-built" && !operation.concurrently) {
      const { name } = operation;
      // Of the parent alone there is nothing to build.
      if (operation.onPartitioned && operation.only) return;
      const offered = { ...report, ...concurrently(operation, context) };
      if (operation.onPartitioned && name !== undefined)
        yield { ...report, message: "partitioned", after: `index ${name}`, data: { table, index: name } };
      else if (name === undefined) yield { ...offered, message: "unnamed", after: "index", data: { table } };
      else yield { ...offered, message: "index", after: `index ${name}`, data: { table, index: name } };
    } else if (operation.action === "constraint-added" && BUILDS_INDEX.has(operation.constraint)) {
      if (operation.usingIndex) return;
      const { constraint, columns } = operation;
      const data = { table, constraint };
      const after = `${constraint} (${columns.join(", ")})`;
      const offered = { ...report, ...attachIndex(operation, context) };
      yield { ...offered, message: constraint === "exclusion" ? "exclusion" : "constraint", after, data };
    }
  },
});
