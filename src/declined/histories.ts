import type { Declined } from "../model/declined.ts";

const histories: readonly Declined[] = [
  {
    ids: ["cumulative-lock-budget", "hot-table-multi-touch", "SQ001", "SQ002"],
    why: "A sum of guessed seconds over several files. Each lock on a table that existed before is told by itself, and one statement is no better for being alone.",
    instead: ["table-rewritten", "index-built-under-lock", "not-null-scanned"],
  },
  {
    ids: ["create-then-rewrite", "SQ003"],
    why: "A table that the same pull request makes is empty, so that writing it anew costs nothing.",
    instead: ["table-rewritten"],
  },
  {
    ids: ["create-and-drop-same-table"],
    why: "A helper table that a migration makes, uses and drops is good practice; one that a pull request makes and drops again never held anybody's rows.",
    instead: ["table-dropped"],
  },
  {
    ids: ["prefer-robust-statements", "prefer-robust-stmts", "require-if-exists", "MP023", "PGM401", "PGM402"],
    why: "IF EXISTS makes a misspelt name succeed without a word, and inside a transaction a second try begins from the start anyway: it is the noisiest rule of all and hides the errors that it should prevent.",
    instead: ["way-back-broken"],
  },
  {
    ids: ["schema-drift", "models-vs-history"],
    why: "Whether `schema.prisma`, a model class or a snapshot says what the history says is decided by its own generator, to the letter of its version (`prisma migrate diff --exit-code`, `makemigrations --check`, `drizzle-kit check`, `alembic check`); a second implementation would raise false alarms on every default that it spells otherwise.",
  },
  {
    ids: [
      "naming",
      "table-name-regex",
      "column-name-regex",
      "index-name-regex",
      "fk-name-regex",
      "check-name-regex",
      "unique-name-regex",
      "name-case",
      "plural",
      "prefix",
      "trailing-del",
      "naming-convention",
    ],
    why: "Names are the house's own; nothing breaks by them. A name that PostgreSQL would cut is another matter.",
  },
  {
    ids: ["reserved-word", "reserved-keyword"],
    why: "A reserved word without quotes is an error of the grammar, which is told; in quotes it works, and only the author of the next query is bothered.",
  },
  {
    ids: ["schema-qualified", "search_path", "require-table-schema", "fully_qualified"],
    why: "`default_schema` and a SET search_path in the script say what an unqualified name means, and the history follows both.",
  },
  {
    ids: [
      "require-comment",
      "migration-header",
      "milestone",
      "migration_with_milestone",
      "ticket-id",
      "data-dictionary",
    ],
    why: "Paper that a house asks for. Where a change is breaking, a plan is asked for instead, and read.",
    instead: ["plan-section-missing"],
  },
  {
    ids: ["file-encoding"],
    why: "A byte order mark is passed over as PostgreSQL's clients do, and a NUL character or a file that is no UTF-8 is a gap with its place.",
  },
  {
    ids: ["placeholder"],
    why: "A slot such as `${schema}` or `{{ .Name }}` is the gap `template-placeholder` at its line, and all around it is read.",
  },
];

export default histories;
