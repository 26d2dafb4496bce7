import { defineRule } from "../../model/rule.ts";
import { lex } from "../../sql/lex.ts";
import { findTable } from "./ask/find-table.ts";
import { subjectOf } from "./ask/label.ts";

/** What a version brought, by the words of a statement, strings left out. */
const NEW: readonly (readonly [since: number, name: string, words: RegExp])[] = [
  [18, "a virtual generated column", /\bgenerated always as \(.*\) virtual\b/],
  [18, "NOT NULL … NOT VALID", /\b(?:add|add constraint \S+) not null \S+ not valid\b/],
  [18, "NOT ENFORCED", /\bnot enforced\b/],
  [18, "WITHOUT OVERLAPS", /\bwithout overlaps\b/],
  [17, "NOT NULL of a domain by ADD", /^alter domain \S+ add (?:constraint \S+ )?not null\b/],
  [17, "SET EXPRESSION", /^alter table .*\bset expression as \(/],
  [15, "NULLS NOT DISTINCT", /\bnulls not distinct\b/],
  [15, "MERGE", /^(?:with .* )?merge into\b/],
  [15, "SET ACCESS METHOD", /^alter (?:table|materialized view) .*\bset access method\b/],
  [14, "DETACH PARTITION … CONCURRENTLY", /\bdetach partition .+ concurrently$/],
  [14, "CREATE OR REPLACE TRIGGER", /^create or replace (?:constraint )?trigger\b/],
  [12, "REINDEX CONCURRENTLY", /^reindex .*\bconcurrently\b/],
  [12, "a stored generated column", /\bgenerated always as \(.*\) stored\b/],
  [11, "INCLUDE", /^create (?:unique )?index .*\binclude \(/],
];

const wordsOf = (sql: string): string =>
  lex(sql)
    .map(({ kind, text }) => (kind === "string" ? "''" : text))
    .filter((text) => text !== ";")
    .join(" ");

export default defineRule({
  id: "newer-server-expected",
  level: "review",
  on: ["statement.added", "operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: ["add-fk-on-partitioned", "not-enforced", "MP082"],
  docs: {
    title: "The server is too old for a statement",
    sees: "A statement of this pull request uses what came with a later PostgreSQL than `postgres_version` in `.github/dataplan.yml` says: virtual columns, NOT NULL … NOT VALID, NOT ENFORCED and a NOT VALID foreign key on a partitioned table (18), NULLS NOT DISTINCT and MERGE (15), and older ones.",
    why: "The server refuses the statement, and the release stops there. Development machines often run a newer version than production, so that nobody meets it before.",
    instead: `-- before 18: prove NOT NULL by a CHECK
ALTER TABLE public.users ADD CONSTRAINT users_email_set CHECK (email IS NOT NULL) NOT VALID;
-- before 18: a foreign key of a partitioned table, partition by partition
ALTER TABLE public.events_2026 ADD FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;`,
  },
  messages: {
    newer: "Unexpected {feature} on PostgreSQL {version}, expected what a server before {since} understands",
  },
  *check({ after }, context) {
    const { postgresVersion } = context.config;
    const migration = context.head.facts.migration[after.migration];
    if (migration === undefined || postgresVersion >= 18) return;
    const report = { message: "newer", at: after.place, subject: subjectOf(migration) } as const;
    const told = (feature: string, since: number) => ({
      after: feature,
      data: { feature, version: String(postgresVersion), since: String(since) },
    });
    if (after.kind === "operation") {
      if (after.action !== "constraint-added" || after.constraint !== "foreign key" || after.validated) return;
      if (findTable(context.head, after)?.partitioned === true)
        yield { ...report, ...told("NOT VALID foreign key of a partitioned table", 18) };
      return;
    }
    const words = wordsOf(after.sql);
    for (const [since, feature, pattern] of NEW)
      if (postgresVersion < since && pattern.test(words)) yield { ...report, ...told(feature, since) };
  },
});
