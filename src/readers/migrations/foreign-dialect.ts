import type { Config } from "../../model/config.ts";
import type { ParsedFile } from "../../model/reader.ts";
import type { History } from "./framework.ts";
import type { ParsedText } from "./parsed-text.ts";
import { base, below, folder } from "./paths.ts";

const WORDS: Readonly<Record<string, string>> = {
  clickhouse: "ClickHouse",
  mysql: "MySQL",
  mariadb: "MariaDB",
  sqlite: "SQLite",
  sqlite3: "SQLite",
  mssql: "SQL Server",
  sqlserver: "SQL Server",
  oracle: "Oracle",
  snowflake: "Snowflake",
  bigquery: "BigQuery",
  redshift: "Redshift",
  duckdb: "DuckDB",
  cassandra: "Cassandra",
  scylla: "ScyllaDB",
  scylladb: "ScyllaDB",
  spanner: "Spanner",
  h2: "H2",
  hsqldb: "HSQLDB",
  cql: "Cassandra",
  cockroach: "CockroachDB",
  cockroachdb: "CockroachDB",
  crdb: "CockroachDB",
  d1: "SQLite",
};

/** A folder or a second extension that names another database (`migrations/mysql/`, `1_x.sqlite.up.sql`). What a migration is about does not count. */
export const dialectOfPath = (path: string): string | undefined =>
  dialectOfParts([...folder(path).split("/"), ...extensionsOf(path)]);

/** The database that a file's own name gives it to, wherever it lies. */
export const dialectOfName = (path: string): string | undefined => dialectOfParts(extensionsOf(path));

const extensionsOf = (path: string): readonly string[] => base(path).split(".").slice(1, -1);

function dialectOfParts(parts: readonly string[]): string | undefined {
  // The nearest folder speaks first: `mysql/…/postgres/` is PostgreSQL.
  for (const part of parts.toReversed()) {
    const words = part.toLowerCase().split(/[^a-z0-9]+/);
    if (words.some((word) => /^(postgres(ql)?|pg|psql|timescale(db)?)$/.test(word))) return undefined;
    const word = words.find((candidate) => Object.hasOwn(WORDS, candidate));
    if (word !== undefined) return WORDS[word];
  }
  return undefined;
}

/** The dialect that the configuration gives to a folder of migrations. */
export const configuredDialect = (root: string, { migrations }: Config): string | undefined =>
  migrations.find((given) => given.dialect !== undefined && (root === given.path || below(root, given.path)))?.dialect;

/** The dialect that PostgreSQL's grammar cannot be expected to read, said by the tool, a path or the words of the files that failed. */
export function foreignDialect(
  history: History,
  paths: readonly string[],
  files: ReadonlyMap<string, ParsedFile<ParsedText>>,
): string | undefined {
  if (history.dialect !== undefined) return history.dialect;
  const byPath = dialectOfPath(paths[0] ?? "");
  if (byPath !== undefined) return byPath;
  const votes = new Map<string, number>();
  for (const path of paths) {
    const parsed = files.get(path)?.parsed;
    const dialect = parsed?.signs.dialect;
    const failed = parsed?.document === undefined && parsed?.script.gaps.some(({ key }) => key === "statement-unread");
    if (dialect !== undefined && failed === true) votes.set(dialect, (votes.get(dialect) ?? 0) + 1);
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] * 5 > paths.length ? most[0] : undefined;
}
