import type { Name } from "../query.ts";

/** How a database reads names and scopes, as far as columns depend on it. */
export interface Dialect {
  /** As the parser calls it. */
  readonly parser: string;
  /** The name that two spellings of one thing share. */
  readonly fold: (name: Name) => string;
  /** A SELECT list may use the alias of an entry before, and a predicate that of any. */
  readonly lateral: boolean;
}

const insensitive = ({ text }: Name): string => text.toLowerCase();
const exact = ({ text }: Name): string => text;
/** Unquoted names are taken as lower case; a quoted one is only the same where it would have been written so. */
const lower = ({ text, quoted }: Name): string => {
  const plain = text.toLowerCase();
  return !quoted || text === plain ? plain : `"${text}"`;
};
const upper = ({ text, quoted }: Name): string =>
  !quoted || text === text.toUpperCase() ? text.toLowerCase() : `"${text}"`;

const DIALECTS: Readonly<Record<string, Dialect>> = {
  postgres: { parser: "postgresql", fold: lower, lateral: false },
  alloydb: { parser: "postgresql", fold: lower, lateral: false },
  materialize: { parser: "materialize", fold: lower, lateral: false },
  risingwave: { parser: "risingwave", fold: lower, lateral: false },
  redshift: { parser: "redshift", fold: insensitive, lateral: true },
  snowflake: { parser: "snowflake", fold: upper, lateral: true },
  oracle: { parser: "oracle", fold: upper, lateral: false },
  bigquery: { parser: "bigquery", fold: insensitive, lateral: false },
  duckdb: { parser: "duckdb", fold: insensitive, lateral: true },
  databricks: { parser: "databricks", fold: insensitive, lateral: true },
  spark: { parser: "spark", fold: insensitive, lateral: true },
  hive: { parser: "hive", fold: insensitive, lateral: false },
  trino: { parser: "trino", fold: insensitive, lateral: false },
  athena: { parser: "athena", fold: insensitive, lateral: false },
  dremio: { parser: "dremio", fold: insensitive, lateral: false },
  clickhouse: { parser: "clickhouse", fold: exact, lateral: true },
  mysql: { parser: "mysql", fold: insensitive, lateral: false },
  singlestore: { parser: "singlestore", fold: insensitive, lateral: false },
  sqlite: { parser: "sqlite", fold: insensitive, lateral: false },
  sqlserver: { parser: "tsql", fold: insensitive, lateral: false },
  synapse: { parser: "tsql", fold: insensitive, lateral: false },
  fabric: { parser: "fabric", fold: insensitive, lateral: false },
  teradata: { parser: "teradata", fold: insensitive, lateral: true },
  exasol: { parser: "exasol", fold: upper, lateral: false },
};

const OTHER: Dialect = { parser: "generic", fold: insensitive, lateral: true };

/** The dialect of a dbt adapter (`postgres`, `snowflake` …). */
export const dialectOf = (adapter: string): Dialect => DIALECTS[adapter] ?? OTHER;
