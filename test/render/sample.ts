import type { Finding } from "../../src/model/finding.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import type { SourceOf } from "../../src/render/frame.ts";

const DROP = "migrations/20260301_drop_legacy/up.sql";

export const dropped: Finding = {
  rule: "column-dropped",
  level: "block",
  subject: "public.users.legacy_code",
  subjectPath: ["table", "public", "users", "legacy_code"],
  fingerprint: "3f2a91c07be4",
  message:
    "Unexpected drop of column `public.users.legacy_code`, expected nobody to read it, found 3 readers: the dashboard “Revenue by region” among them",
  words: {
    template:
      "Unexpected drop of column `{column}`, expected nobody to read it, found {count} readers: {readers} among them",
    data: { column: "public.users.legacy_code", count: "3", readers: "the dashboard “Revenue by region”" },
  },
  place: { path: DROP, line: 3, column: 1, side: "head" },
  verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
  basis: "observed",
  before: "text",
  readers: [
    {
      id: "source.shop.app.users",
      kind: "source",
      name: "app.users",
      place: { path: "models/sources.yml", line: 8 },
      via: [],
    },
    {
      id: "model.shop.stg_users",
      kind: "model",
      name: "stg_users",
      owner: "ana@shop.example",
      place: { path: "models/staging/stg_users.sql", line: 4 },
      via: ["source.shop.app.users"],
    },
    {
      id: "exposure.shop.revenue",
      kind: "exposure",
      name: "Revenue by region",
      owner: "Finance",
      place: { path: "models/exposures.yml", line: 3 },
      via: ["source.shop.app.users", "model.shop.stg_users"],
    },
  ],
  owes: ["plan-entry", "migration", "rollback", "archive"],
  way: [
    {
      title: "A migration that lets new code leave it out",
      sql: "ALTER TABLE public.users ALTER COLUMN legacy_code DROP NOT NULL;",
      runs: "migration",
      release: "now",
    },
    {
      title: "A later release, when nothing reads or writes it: keep the values, then drop",
      sql: "CREATE TABLE public.users_legacy_code_kept AS SELECT id, legacy_code FROM public.users;\nALTER TABLE public.users DROP COLUMN legacy_code;",
      runs: "migration",
      release: "later",
    },
  ],
};

const indexed: Finding = {
  rule: "index-built-under-lock",
  level: "review",
  subject: "public.orders",
  subjectPath: ["table", "public", "orders"],
  fingerprint: "77aa01d2f3b9",
  message: "Unexpected index build on `public.orders` that blocks writes, expected `CREATE INDEX CONCURRENTLY`",
  words: {
    template: "Unexpected index build on `{table}` that blocks writes, expected `CREATE INDEX CONCURRENTLY`",
    data: { table: "public.orders" },
  },
  place: { path: DROP, line: 5, column: 1, side: "head" },
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  basis: "grammar",
  readers: [],
  owes: [],
};

const offered: Finding = {
  ...indexed,
  way: [
    {
      title: "In a migration of its own, outside a transaction (`run_in_transaction = false` in its `metadata.toml`)",
      sql: "CREATE INDEX CONCURRENTLY orders_by_day ON orders (day);",
      runs: "outside-transaction",
      release: "now",
    },
  ],
  edit: {
    at: { path: DROP, line: 5, column: 13 },
    text: " CONCURRENTLY",
    line: "CREATE INDEX orders_by_day ON orders (day);",
    becomes: "CREATE INDEX CONCURRENTLY orders_by_day ON orders (day);",
  },
};

const removed: Finding = {
  ...indexed,
  rule: "model-removed",
  level: "notice",
  subject: "shop.old_orders",
  subjectPath: ["model", "shop", "old_orders"],
  fingerprint: "0badc0ffee00",
  message: "Unexpected removal of model `shop.old_orders`, expected a deprecation first",
  words: {
    template: "Unexpected removal of model `{model}`, expected a deprecation first",
    data: { model: "shop.old_orders" },
  },
  place: { path: "models/old_orders.sql", line: 1, side: "base" },
};

/** Hand-made: one of everything that a renderer has to show. */
export const sample: Verdict = {
  version: 1,
  conclusion: "failure",
  summary: "Blocked: 1 change owes a plan entry, a way back and an archive of the lost rows",
  mode: "enforce",
  base: "1111111111111111111111111111111111111111",
  head: "2222222222222222222222222222222222222222",
  touched: [DROP, "models/old_orders.sql"],
  findings: [dropped, offered, removed],
  obligations: [
    {
      fingerprint: dropped.fingerprint,
      kind: "plan-entry",
      met: false,
      by: null,
      remedy:
        "Add a change plan, for example `plans/drop-users-legacy-code.md` (front matter `kind: change-plan`, `title`, `status`, `owner`), with a row `drop column | public.users.legacy_code | …` in its Changes table",
      person: false,
    },
    {
      fingerprint: dropped.fingerprint,
      kind: "migration",
      met: true,
      by: { what: "the migration that the plan names", place: { path: DROP, line: 1 }, side: "head", verified: true },
      remedy: "",
      person: false,
    },
    {
      fingerprint: dropped.fingerprint,
      kind: "rollback",
      met: false,
      by: null,
      remedy: "Write `migrations/20260301_drop_legacy/down.sql` that adds the column again",
      person: false,
    },
    {
      fingerprint: dropped.fingerprint,
      kind: "archive",
      met: false,
      by: null,
      remedy: "Say in the plan's *Rollback* where the rows are restored from, or have a named person accept the loss",
      person: true,
    },
  ],
  owedPlan: {
    path: "plans/drop-users-legacy-code.md",
    isNew: true,
    rows: [
      {
        fingerprint: dropped.fingerprint,
        change: "drop column",
        phase: "contract",
        migration: "migration:migrations/20260301_drop_legacy",
        up: DROP,
        lacks: ["plan-entry", "rollback", "archive"],
        tell: ["exposure.shop.revenue", "model.shop.stg_users"],
      },
    ],
  },
  waived: [
    {
      finding: {
        ...indexed,
        subject: "public.audit",
        subjectPath: ["table", "public", "audit"],
        fingerprint: "aaaabbbbcccc",
      },
      by: {
        fingerprint: "aaaabbbbcccc",
        reason: "the table is empty until launch",
        owner: "@ana",
        until: "2026-12-31",
        place: { path: ".github/dataplan.yml", line: 12 },
      },
    },
  ],
  suppressed: [
    {
      finding: { ...removed, place: { path: DROP, line: 7, side: "head" } },
      by: { tool: "dataplan", place: { path: DROP, line: 6 }, reason: "nobody has read it since *March*" },
    },
  ],
  gaps: [
    {
      reader: "migrations",
      key: "statement-unread",
      level: "block",
      place: { path: "migrations/20260302_do/up.sql", line: 2 },
      reason: "`DO $$ … EXECUTE` builds its SQL at run time",
    },
    ...[1, 2, 3, 4].map((line) => ({
      reader: "migrations",
      key: "format-unread",
      level: "notice" as const,
      place: { path: `alembic/versions/00${line}.py`, line: 1 },
      reason: "Alembic: not read yet",
    })),
  ],
  proofs: [
    {
      migration: "migrations/20260301_drop_legacy",
      result: "differs",
      differences: ["-index public.users_email", "+column public.users.extra"],
      detail: "column public.users.legacy_code came back without its default",
      rows: { result: "kept", lost: [] },
    },
  ],
  configErrors: [],
  notes: ["After the merge `mode` would be `audit`"],
};

const SOURCES: Readonly<Record<string, string>> = {
  [`head:${DROP}`]:
    "-- the code is not used any more\n\nALTER TABLE users DROP COLUMN legacy_code;\n\nCREATE INDEX orders_by_day ON orders (day);\n",
  "base:models/old_orders.sql": "select * from {{ ref('orders') }}\n",
};
export const sampleSource: SourceOf = (path, side) => SOURCES[`${side}:${path}`];
