import { type Journal, journalOf } from "./journal.ts";

/** What a text shows of the tool or the dialect that it is written for. */
export interface Signs {
  /** It is not a settings file and not a program. */
  readonly sql: boolean;
  /** It asks not to be run in a transaction. */
  readonly noTransaction: boolean;
  /** A tool that keeps up and down in one file, or runs a file in its own way, by its marks. */
  readonly sections?: string;
  /** The library that a migration written as a program uses. */
  readonly library?: string;
  /** A dialect that PostgreSQL's grammar does not read, by its words. */
  readonly dialect?: string;
  /** `provider` of Prisma's lock file. */
  readonly provider?: string;
  /** Drizzle's list of what runs. */
  readonly journal?: Journal;
}

const NOT_SQL: readonly RegExp[] = [
  /^(?:#[^\n]*\n|\s)*\[?[\w.-]+\]?\s*(?:=[^=]|\n\s*[\w.-]+\s*=)/,
  /^\s*(?:<\?xml|<!--|<[A-Za-z]|\{\s*["}\n])/,
  /^\s*(?:["']use strict|import\s[^;]*from|import\s+["'\w]|from\s+[\w.]+\s+import|export\s|module\.exports|exports\.|const\s|require\s*\(|class\s\w+)/,
  /^\s*(?:"""|#!|#\s|# |\/\/|\/\*\*?[^*]*@type)/,
  /^\s*%syntax-version/,
  /^\s*(?:plugins|buildscript)\s*\{|^\s*apply plugin:/,
  /^(?:\s|#[^\n]*\n|---[^\n]*\n)*[\w-]+:(?:\s|$)/,
];

const NO_TRANSACTION: readonly RegExp[] = [
  /^[ \t]*run_in_transaction\s*=\s*false/m,
  /^[ \t]*executeInTransaction\s*=\s*false/im,
  /^--\s*no-transaction\b/,
  /^--\s*\+goose\s+NO\s+TRANSACTION\b/im,
  /^--\s*\+migrate\s+Up\s.*\bnotransaction\b/im,
  /^--\s*migrate:up\s.*\btransaction:\s*false\b/im,
  /^---- tern: disable-tx ----/m,
  /^--\s*atlas:txmode\s+none\b/m,
];

const SECTIONS: readonly { readonly tool: string; readonly pattern: RegExp }[] = [
  { tool: "Atlas checkpoint", pattern: /^--\s*atlas:checkpoint\b/m },
  { tool: "sql-migrate", pattern: /^--\s*\+migrate\s+(?:Up|Down)/im },
  { tool: "tern", pattern: /^----\s*create above \/ drop below\s*----/im },
  { tool: "Liquibase", pattern: /^--\s*liquibase formatted sql/im },
];

const DIALECTS: readonly { readonly dialect: string; readonly pattern: RegExp }[] = [
  {
    dialect: "ClickHouse",
    pattern: /\bENGINE\s*=?\s*\w*MergeTree|\bON CLUSTER\b|\bLowCardinality\(|\bENGINE\s*=\s*Distributed/i,
  },
  {
    dialect: "MySQL",
    pattern:
      /\bAUTO_INCREMENT\b|\bENGINE\s*=\s*(?:InnoDB|MyISAM)|\bDELIMITER\s+(?:\/\/|\$\$|;;)|\bunsigned\b|\bSET\s+@\w|\bON DUPLICATE KEY\b/i,
  },
  { dialect: "SQLite", pattern: /\bAUTOINCREMENT\b|^[ \t]*PRAGMA\s/im },
  { dialect: "SQL Server", pattern: /^[ \t]*GO[ \t\r]*$|\bNVARCHAR\s*\(|\[dbo\]\.|\bIDENTITY\s*\(\s*1\s*,/im },
  { dialect: "Oracle", pattern: /\bVARCHAR2\s*\(|\bNUMBER\s*\(\d/i },
  { dialect: "BigQuery", pattern: /\b(?:INT64|FLOAT64|BIGNUMERIC)\b|\bSTRUCT<|\bARRAY</i },
  {
    dialect: "Redshift",
    pattern: /\bDIST(?:KEY|STYLE)\b|\b(?:COMPOUND|INTERLEAVED)\s+SORTKEY\b|\bENCODE\s+(?:ZSTD|LZO|AZ64|RAW)\b/i,
  },
  { dialect: "DuckDB", pattern: /\b(?:U?HUGEINT|UTINYINT|TIMESTAMP_NS)\b/i },
  { dialect: "Snowflake", pattern: /\bVARIANT\b|\bCREATE OR REPLACE TABLE\b|\bTRANSIENT TABLE\b/i },
  { dialect: "MySQL", pattern: /(?:TABLE|INDEX|INTO|UPDATE|FROM|ON|COLUMN)\s+(?:IF (?:NOT )?EXISTS\s+)?`\w+`/i },
];

const LIBRARIES: readonly { readonly tool: string; readonly pattern: RegExp }[] = [
  { tool: "TypeORM", pattern: /\bMigrationInterface\b/ },
  { tool: "Sequelize", pattern: /\bqueryInterface\b/ },
  { tool: "node-pg-migrate", pattern: /\bpgm\b|node-pg-migrate/ },
  { tool: "Knex", pattern: /\bknex\b/i },
  { tool: "Kysely", pattern: /\bKysely\b/ },
  { tool: "MikroORM", pattern: /@mikro-orm\// },
  { tool: "Alembic", pattern: /\balembic\b/ },
  { tool: "Django", pattern: /\bdjango\.db\b/ },
  { tool: "Laravel", pattern: /\bIlluminate\\Database\b/ },
  { tool: "Ecto", pattern: /\buse Ecto\.Migration\b/ },
  { tool: "goose", pattern: /\bgoose\.AddMigration/ },
  { tool: "Rails", pattern: /ActiveRecord::Migration/ },
];

/** A dialect that PostgreSQL's grammar does not read, by the words of a text. */
export const dialectOfText = (text: string): string | undefined =>
  DIALECTS.find(({ pattern }) => pattern.test(text))?.dialect;

export function signsOf(text: string): Signs {
  const head = text.slice(0, 4000).replace(/^\uFEFF/, "");
  const sections = SECTIONS.find(({ pattern }) => pattern.test(text))?.tool;
  const dialect = dialectOfText(text);
  const library = LIBRARIES.find(({ pattern }) => pattern.test(text))?.tool;
  const provider = /^[ \t]*provider\s*=\s*"([\w-]+)"/m.exec(head)?.[1];
  const journal = journalOf(text);
  return {
    sql: !NOT_SQL.some((pattern) => pattern.test(head)),
    noTransaction: NO_TRANSACTION.some((pattern) => pattern.test(text)),
    ...(sections === undefined ? {} : { sections }),
    ...(library === undefined ? {} : { library }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(provider === undefined ? {} : { provider }),
    ...(journal === undefined ? {} : { journal }),
  };
}
