import type { Migration } from "../../../model/migration.ts";
import type { Site } from "./site.ts";

/** How each tool is told to open no transaction. Where a tool has no such switch, nothing is claimed. */
const SWITCH: Readonly<Record<string, string>> = {
  diesel: "`run_in_transaction = false` in its `metadata.toml`",
  sqlx: "`-- no-transaction` in its first line",
  goose: "`-- +goose NO TRANSACTION` in the file",
  "sql-migrate": "`-- +migrate Up notransaction`",
  dbmate: "`-- migrate:up transaction:false`",
  liquibase: "`runInTransaction:false` on its changeset",
  tern: "`---- tern: disable-tx ----` in the file",
  atlas: "`-- atlas:txmode none` in the file",
  flyway: "Flyway sees that by itself where the file holds nothing else",
  supabase: "the CLI sends it by itself",
  prisma: "Prisma opens none for a file of one statement",
  "golang-migrate": "a file of one statement has none",
  rails: "`disable_ddl_transaction!` in its class",
  alembic: "`with op.get_context().autocommit_block():` around it",
  django: "`atomic = False` in its class",
  knex: "`exports.config = { transaction: false }` in the file",
  typeorm: "`transaction = false` in its class",
  "node-pg-migrate": "a program that calls `pgm.noTransaction()`",
  drizzle: "drizzle-kit has no switch for it: run it by hand before",
};

/** Tools that need no switch for a file whose one statement must run alone. */
const BY_ITSELF = new Set(["flyway", "supabase"]);

export function howOutside({ tool }: Migration): string {
  const how = SWITCH[tool];
  return how === undefined ? "outside a transaction" : `outside a transaction (${how})`;
}

/** Could the statement as it stands in its file run outside a transaction, if it asked to? */
export function standsAlone({ migration, statement, context }: Site): boolean {
  const { statements } = context.within(migration.id, "head");
  const isAlone = !statements.some(({ id, direction }) => direction === "up" && id !== statement.id);
  return isAlone && (migration.controls ?? []).length === 0 && statement.direction === "up"
    ? !migration.transaction || BY_ITSELF.has(migration.tool)
    : false;
}
