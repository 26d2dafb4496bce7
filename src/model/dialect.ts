/** Databases beside PostgreSQL whose migrations are read, each with the name that people call it by. */
export const DIALECTS = {
  mysql: "MySQL",
  mariadb: "MariaDB",
  sqlite: "SQLite",
  sqlserver: "SQL Server",
  snowflake: "Snowflake",
  bigquery: "BigQuery",
  redshift: "Redshift",
  clickhouse: "ClickHouse",
  duckdb: "DuckDB",
} as const;

export type Dialect = keyof typeof DIALECTS;

export const isDialect = (word: string): word is Dialect => Object.hasOwn(DIALECTS, word);
