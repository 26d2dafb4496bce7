import type { Refusal } from "./database.ts";

/** Tables in which migration tools keep their own books: no part of anybody's schema. */
export const BOOKKEEPING = [
  "__diesel_schema_migrations",
  "_prisma_migrations",
  "_sqlx_migrations",
  "databasechangelog",
  "flyway_schema_history",
  "goose_db_version",
  "schema_migrations",
] as const;

const TABLES: Readonly<Record<(typeof BOOKKEEPING)[number], string>> = {
  __diesel_schema_migrations: "version varchar(50) primary key, run_on timestamp not null default current_timestamp",
  _prisma_migrations:
    "id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0",
  _sqlx_migrations:
    "version bigint primary key, description text not null, installed_on timestamptz not null default now(), success boolean not null, checksum bytea not null, execution_time bigint not null",
  databasechangelog:
    "id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null, dateexecuted timestamp not null, orderexecuted integer not null, exectype varchar(10) not null, md5sum varchar(35), description varchar(255), comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255), labels varchar(255), deployment_id varchar(10)",
  flyway_schema_history:
    "installed_rank integer primary key, version varchar(50), description varchar(200) not null, type varchar(20) not null, script varchar(1000) not null, checksum integer, installed_by varchar(100) not null, installed_on timestamp not null default now(), execution_time integer not null, success boolean not null",
  goose_db_version:
    "id serial primary key, version_id bigint not null, is_applied boolean not null, tstamp timestamp not null default now()",
  schema_migrations: "version bigint primary key, dirty boolean not null default false",
};

/**
 * What a real database has before its migrations run, and this one lacks: the roles that are granted to, schemas, the tool's own table,
 * the settings (`app.host`) that an application brings along; those are empty here.
 * The SQL that provides it, where the refusal says that only this was missing.
 */
export function provide(refused: Refusal): string | undefined {
  const role = /^role "(.+)" does not exist$/.exec(refused.message)?.[1];
  if ((refused.code === "42704" || refused.code === "22023") && role !== undefined)
    return `create role "${role.replaceAll('"', '""')}"`;
  const schema = /^schema "(.+)" does not exist$/.exec(refused.message)?.[1];
  if (refused.code === "3F000" && schema !== undefined) return `create schema "${schema.replaceAll('"', '""')}"`;
  const setting = /^unrecognized configuration parameter "([a-z_]\w*(?:\.\w+)+)"$/i.exec(refused.message)?.[1];
  if (refused.code === "42704" && setting !== undefined) return `set ${setting} = ''`;
  const named = /^relation "(?:.+\.)?([^".]+)" does not exist$/.exec(refused.message)?.[1];
  const table = BOOKKEEPING.find((name) => name === named);
  if (refused.code === "42P01" && table !== undefined) return `create table if not exists ${table} (${TABLES[table]})`;
  return undefined;
}
