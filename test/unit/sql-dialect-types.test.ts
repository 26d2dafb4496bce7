import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Dialect } from "../../src/model/dialect.ts";
import { compareTypes } from "../../src/sql/compare-types.ts";
import type { TypeChange } from "../../src/sql/type-change.ts";
import { normalDialectType } from "../../src/sql/dialects/types/normal-type.ts";

const measured = join(import.meta.dirname, "../../../shared/data/duckdb15-type-matrix.json");
const KEEPS: ReadonlySet<TypeChange> = new Set(["same", "widened", "converted", "reinterpreted"]);

test.runIf(existsSync(measured))("type changes agree with all 462 pairs that DuckDB 1.5 was asked", () => {
  const matrix = JSON.parse(readFileSync(measured, "utf8")) as Record<string, Record<string, string>>;
  const wrong: string[] = [];
  let pairs = 0;
  for (const [from, row] of Object.entries(matrix))
    for (const [to, seen] of Object.entries(row)) {
      pairs++;
      const change = compareTypes(from, to, "duckdb");
      if (KEEPS.has(change) !== (seen === "lossless") || change === "unknown")
        wrong.push(`${from} → ${to}: ${change}, seen ${seen}`);
    }
  expect(wrong).toEqual([]);
  expect(pairs).toBe(462);
});

test.skipIf(existsSync(measured))(
  "the measured matrix (../shared/data/duckdb15-type-matrix.json) is not here: compared nothing",
  () => {
    expect(existsSync(measured)).toBe(false);
  },
);

test.each<[Dialect, string, string, TypeChange]>([
  ["mysql", "INT(11)", "int", "same"],
  ["mysql", "BOOL", "tinyint(1)", "same"],
  ["mysql", "int", "bigint", "widened"],
  ["mysql", "int", "int unsigned", "narrowed"],
  ["mysql", "int unsigned", "bigint", "widened"],
  ["mysql", "varchar(255)", "varchar(100)", "narrowed"],
  ["mysql", "varchar(255)", "text", "widened"],
  ["mysql", "longtext", "text", "narrowed"],
  ["mysql", "enum('a','b')", "enum('a','b','c')", "widened"],
  ["mysql", "enum('a','b')", "enum('a')", "narrowed"],
  ["mysql", "enum('a','bb')", "varchar(10)", "widened"],
  ["mysql", "datetime(6)", "datetime", "narrowed"],
  ["mysql", "datetime", "timestamp", "narrowed"],
  ["mysql", "decimal", "decimal(10,0)", "same"],
  ["mysql", "decimal(10,2)", "decimal(12,2)", "widened"],
  ["mysql", "text", "json", "incompatible"],
  ["mariadb", "int", "smallint", "narrowed"],
  ["sqlite", "INTEGER", "BIGINT", "widened"],
  ["sqlite", "VARCHAR(10)", "TEXT", "widened"],
  ["sqlite", "VARCHAR(20)", "VARCHAR(10)", "widened"],
  ["sqlite", "INTEGER", "TEXT", "converted"],
  ["sqlite", "DATETIME", "TEXT", "reinterpreted"],
  ["sqlserver", "NVARCHAR (50)", "NVARCHAR(300)", "widened"],
  ["sqlserver", "NVARCHAR(MAX)", "NVARCHAR(300)", "narrowed"],
  ["sqlserver", "NVARCHAR(50)", "VARCHAR(50)", "narrowed"],
  ["sqlserver", "UNIQUEIDENTIFIER", "NVARCHAR(300)", "converted"],
  ["sqlserver", "DATETIME", "DATETIME2(7)", "widened"],
  ["sqlserver", "DATETIME2(7)", "DATETIME", "narrowed"],
  ["sqlserver", "BIT", "INT", "converted"],
  ["snowflake", "INT", "NUMBER(38,0)", "same"],
  ["snowflake", "STRING", "VARCHAR", "same"],
  ["snowflake", "VARCHAR(100)", "VARCHAR(50)", "narrowed"],
  ["snowflake", "NUMBER(10,2)", "NUMBER(12,2)", "widened"],
  ["snowflake", "NUMBER(10,2)", "NUMBER(10,4)", "narrowed"],
  ["bigquery", "INT64", "NUMERIC", "widened"],
  ["bigquery", "NUMERIC", "BIGNUMERIC", "widened"],
  ["bigquery", "BIGNUMERIC", "NUMERIC", "narrowed"],
  ["bigquery", "STRING(10)", "STRING", "widened"],
  ["bigquery", "DATE", "DATETIME", "widened"],
  ["bigquery", "ARRAY<INT64>", "ARRAY<STRING>", "unknown"],
  ["redshift", "VARCHAR", "VARCHAR(256)", "same"],
  ["redshift", "VARCHAR(100)", "VARCHAR(200)", "widened"],
  ["redshift", "VARCHAR(200)", "VARCHAR(100)", "narrowed"],
  ["clickhouse", "String", "Nullable(String)", "widened"],
  ["clickhouse", "Nullable(String)", "String", "narrowed"],
  ["clickhouse", "LowCardinality(String)", "String", "widened"],
  ["clickhouse", "UInt32", "UInt64", "widened"],
  ["clickhouse", "UInt64", "Int64", "narrowed"],
  ["clickhouse", "DateTime", "DateTime64(3)", "widened"],
  ["clickhouse", "DateTime64(3)", "DateTime", "narrowed"],
  ["clickhouse", "Enum8('a' = 1, 'b' = 2)", "Enum8('a' = 1)", "narrowed"],
])("%s: %s → %s is %s", (dialect, from, to, change) => {
  expect(compareTypes(from, to, dialect)).toBe(change);
});

test.each<[Dialect, string, string]>([
  ["mysql", "INTEGER(11) UNSIGNED", "int unsigned"],
  ["mysql", "ENUM( 'a' , 'B' )", "enum('a','B')"],
  ["mysql", "double precision", "double"],
  ["sqlserver", "nvarchar (50)", "nvarchar(50)"],
  ["redshift", "timestamptz", "timestamp with time zone"],
  ["duckdb", "VARCHAR(10)", "varchar"],
  ["clickhouse", "Nullable( String )", "Nullable(String)"],
  ["snowflake", "NUMBER( 10 , 2 )", "number(10,2)"],
])("%s spells %s as %s", (dialect, written, normal) => {
  expect(normalDialectType(written, dialect)).toBe(normal);
  expect(normalDialectType(normal, dialect)).toBe(normal);
});
