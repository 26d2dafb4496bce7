import type { Declined } from "../model/declined.ts";

const transactions: readonly Declined[] = [
  {
    ids: ["lock-timeout-too-long"],
    why: "How long a deployment may wait for a lock is the team's own figure; no limit, or one that is set too late, can be known.",
  },
  {
    ids: [
      "statement-timeout",
      "require-statement-timeout",
      "idle-in-tx-timeout",
      "application-name",
      "require-timeout-settings",
      "MP020",
    ],
    why: "Settings of the role that deploys. A statement timeout inside a migration is even a danger: it breaks off CREATE INDEX CONCURRENTLY half way and leaves an invalid index.",
  },
  {
    ids: ["enum-value-ordering", "require-enum-value-ordering"],
    why: "ALTER TYPE … ADD VALUE without BEFORE or AFTER puts the value last, always: nothing is unspecified.",
  },
  {
    ids: ["creating-enum", "creatingEnum", "W13"],
    why: "Enum or lookup table is a choice of design. What hurts later is a value that goes or gets another name, and that is seen.",
    instead: ["enum-value-removed", "enum-value-renamed"],
  },
  {
    ids: ["do-block-ddl", "dynamic-sql", "opaque", "MP063", "unchecked-do-block", "opaque-dynamic-sql"],
    why: "DO blocks and functions that a migration calls are read, and their statements count like any other, at their own lines. Only what is put together while it runs cannot be known: the gap `dynamic-sql` says so, and holds the merge where it could touch something that exists.",
  },
  {
    ids: ["stmts-per-tx-limit", "statement_maximum"],
    why: "A count says nothing: twenty new tables in a transaction are harmless, one rewrite is not.",
    instead: ["table-rewritten", "index-built-under-lock"],
  },
  {
    ids: ["mixed-ddl-dml", "disallow_mix_in_ddl"],
    why: "PostgreSQL runs DDL and DML in one transaction or not at all; the mix itself does no harm. What does is a long change of rows on a table that is locked.",
    instead: ["rows-changed-unbounded", "lock-held-over-work"],
  },
];

export default transactions;
