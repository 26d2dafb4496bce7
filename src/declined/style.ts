import type { Declined } from "../model/declined.ts";

const style: readonly Declined[] = [
  {
    ids: ["prefer-identity", "MP039", "PGM105"],
    why: "An identity column is tidier than serial, but both fill the same values from the same kind of sequence; nobody is hurt.",
  },
  {
    ids: ["prefer-text", "prefer-text-field", "varchar", "prevent_strings", "MP037", "PGM103"],
    why: "varchar(n) and text are stored alike and a wider limit costs nothing; the limit is often a contract. A limit that shrinks is seen.",
    instead: ["type-narrowed"],
  },
  {
    ids: ["float", "PGM109"],
    why: "Floating point is right for measurements and wrong for money, and a type does not tell which it holds.",
  },
  {
    ids: ["timestamp-0", "PGM102"],
    why: "timestamp(0) rounds to the next second, which some want; the harm is far below what a reviewer should be stopped for.",
  },
  {
    ids: ["unique-not-null-instead", "PGM503"],
    why: "UNIQUE with NOT NULL identifies a row as a primary key does, for PostgreSQL and for replication once it is named there.",
  },
  {
    ids: ["forbidden-types", "required-columns", "column-comments"],
    why: "Lists that a house keeps for itself (`created_at` in each table); nothing breaks without them.",
  },
  {
    ids: ["column-alignment-order", "PG110", "MP061"],
    why: "The order of columns saves a few bytes a row, and cannot be changed later: advice for the day on which a table is designed, not for a gate.",
  },
  {
    ids: ["toast", "lz4", "autovacuum", "extension-pin", "MP066", "MP075", "MP077", "MP078"],
    why: "Tuning. It wants the rows and the load, and a wrong value is put right without a lock or a loss.",
  },
  {
    ids: ["duplicate-column-assignment"],
    why: "PostgreSQL refuses an UPDATE that sets a column twice; the embedded engine, which runs the migration, reports the error.",
  },
  {
    ids: ["select-star", "leading-wildcard", "no-functions-in-where", "insert-without-columns"],
    why: "Advice for queries that run every day. A migration runs once, over the columns that its history knows.",
  },
  {
    ids: ["partition-key-in-pk", "MP049"],
    why: "PostgreSQL refuses a unique key without the partition key; the embedded engine, which runs the migration, reports the error.",
  },
];

export default style;
