import type { Dialect } from "../../../model/dialect.ts";
import type { Shape } from "./shape.ts";

const int = (bits: number, signed = true): Shape => ({ family: "integer", bits, signed });
const float = (digits: number): Shape => ({ family: "float", digits });
const text = (length = Infinity, unicode = true, fixed = false): Shape => ({
  family: "string",
  length,
  unicode,
  fixed,
});
const bytes = (length = Infinity): Shape => ({ family: "bytes", length });
const stamp = (precision: number, zoned = false, years = 9999): Shape => ({
  family: "timestamp",
  precision,
  zoned,
  years,
});
const date = (years = 9999): Shape => ({ family: "date", years });
const plain = (family: "boolean" | "uuid" | "json" | "interval" | "array"): Shape => ({ family });

type Make = (mods: readonly string[]) => Shape;
const size = (mods: readonly string[], otherwise = Infinity): number =>
  mods[0] === undefined || mods[0] === "max" ? otherwise : Number(mods[0]);
const decimal = ([precision = "38", scale = "0"]: readonly string[]): Shape => ({
  family: "decimal",
  precision: Number(precision),
  scale: Number(scale),
});
const time: Make = (mods) => ({ family: "time", precision: size(mods, 6) });

const MYSQL: Readonly<Record<string, Make>> = {
  tinyint: () => int(8),
  smallint: () => int(16),
  mediumint: () => int(24),
  int: () => int(32),
  bigint: () => int(64),
  decimal,
  float: (mods) => float(size(mods, 0) > 24 ? 53 : 24),
  double: () => float(53),
  char: (mods) => text(size(mods, 1), true, true),
  varchar: (mods) => text(size(mods)),
  tinytext: () => text(255),
  text: () => text(65_535),
  mediumtext: () => text(16_777_215),
  longtext: () => text(4_294_967_295),
  binary: (mods) => bytes(size(mods, 1)),
  varbinary: (mods) => bytes(size(mods)),
  tinyblob: () => bytes(255),
  blob: () => bytes(65_535),
  mediumblob: () => bytes(16_777_215),
  longblob: () => bytes(4_294_967_295),
  date: () => date(),
  datetime: (mods) => stamp(size(mods, 0)),
  timestamp: (mods) => stamp(size(mods, 0), true, 2038),
  time: (mods) => ({ family: "time", precision: size(mods, 0) }),
  json: () => plain("json"),
  uuid: () => plain("uuid"),
  year: () => int(16),
};

const SQL_SERVER: Readonly<Record<string, Make>> = {
  bit: () => plain("boolean"),
  tinyint: () => int(8, false),
  smallint: () => int(16),
  int: () => int(32),
  bigint: () => int(64),
  decimal,
  money: () => decimal(["19", "4"]),
  smallmoney: () => decimal(["10", "4"]),
  float: (mods) => float(size(mods, 53) > 24 ? 53 : 24),
  real: () => float(24),
  char: (mods) => text(size(mods), false, true),
  varchar: (mods) => text(size(mods), false),
  text: () => text(Infinity, false),
  nchar: (mods) => text(size(mods), true, true),
  nvarchar: (mods) => text(size(mods)),
  ntext: () => text(),
  xml: () => plain("json"),
  binary: (mods) => bytes(size(mods)),
  varbinary: (mods) => bytes(size(mods)),
  image: () => bytes(),
  date: () => date(),
  datetime: () => stamp(3, false, 9998),
  smalldatetime: () => stamp(-1, false, 2079),
  datetime2: (mods) => stamp(size(mods, 7)),
  datetimeoffset: (mods) => stamp(size(mods, 7), true),
  time,
  uniqueidentifier: () => plain("uuid"),
};

const SNOWFLAKE: Readonly<Record<string, Make>> = {
  number: decimal,
  float: () => float(53),
  varchar: (mods) => text(size(mods, 16_777_216)),
  char: (mods) => text(size(mods, 1)),
  binary: (mods) => bytes(size(mods)),
  boolean: () => plain("boolean"),
  date: () => date(),
  time: (mods) => ({ family: "time", precision: size(mods, 9) }),
  timestamp_ntz: (mods) => stamp(size(mods, 9)),
  timestamp_ltz: (mods) => stamp(size(mods, 9), true),
  timestamp_tz: (mods) => stamp(size(mods, 9), true),
  variant: () => plain("json"),
  uuid: () => plain("uuid"),
};

const BIGQUERY: Readonly<Record<string, Make>> = {
  int64: () => int(64),
  numeric: (mods) => (mods.length > 0 ? decimal(mods) : decimal(["38", "9"])),
  bignumeric: (mods) => (mods.length > 0 ? decimal(mods) : decimal(["76", "38"])),
  float64: () => float(53),
  string: (mods) => text(size(mods)),
  bytes: (mods) => bytes(size(mods)),
  bool: () => plain("boolean"),
  date: () => date(),
  datetime: () => stamp(6),
  timestamp: () => stamp(6, true),
  time,
  json: () => plain("json"),
  interval: () => plain("interval"),
};

const REDSHIFT: Readonly<Record<string, Make>> = {
  smallint: () => int(16),
  int: () => int(32),
  bigint: () => int(64),
  decimal,
  real: () => float(24),
  "double precision": () => float(53),
  char: (mods) => text(size(mods), false, true),
  varchar: (mods) => text(size(mods, 65_535)),
  varbinary: (mods) => bytes(size(mods)),
  boolean: () => plain("boolean"),
  date: () => date(),
  timestamp: () => stamp(6),
  "timestamp with time zone": () => stamp(6, true),
  time,
  super: () => plain("json"),
};

const DUCKDB: Readonly<Record<string, Make>> = {
  tinyint: () => int(8),
  smallint: () => int(16),
  int: () => int(32),
  bigint: () => int(64),
  hugeint: () => int(128),
  utinyint: () => int(8, false),
  usmallint: () => int(16, false),
  uinteger: () => int(32, false),
  ubigint: () => int(64, false),
  uhugeint: () => int(128, false),
  decimal,
  float: () => float(24),
  double: () => float(53),
  varchar: () => text(),
  blob: () => bytes(),
  boolean: () => plain("boolean"),
  date: () => date(),
  timestamp_s: () => stamp(0),
  timestamp_ms: () => stamp(3),
  timestamp: () => stamp(6),
  timestamp_ns: () => stamp(9),
  "timestamp with time zone": () => stamp(6, true),
  time,
  uuid: () => plain("uuid"),
  json: () => plain("json"),
  interval: () => plain("interval"),
};

const CLICKHOUSE: Readonly<Record<string, Make>> = {
  ...Object.fromEntries([8, 16, 32, 64, 128, 256].map((bits) => [`int${bits}`, () => int(bits)])),
  ...Object.fromEntries([8, 16, 32, 64, 128, 256].map((bits) => [`uint${bits}`, () => int(bits, false)])),
  float32: () => float(24),
  float64: () => float(53),
  decimal,
  decimal32: ([scale = "0"]) => decimal(["9", scale]),
  decimal64: ([scale = "0"]) => decimal(["18", scale]),
  decimal128: ([scale = "0"]) => decimal(["38", scale]),
  decimal256: ([scale = "0"]) => decimal(["76", scale]),
  string: () => text(),
  fixedstring: (mods) => text(size(mods), true, true),
  date: () => date(2149),
  date32: () => date(2299),
  datetime: () => stamp(0, false, 2106),
  datetime64: (mods) => stamp(size(mods, 3), false, 2299),
  uuid: () => plain("uuid"),
  bool: () => plain("boolean"),
  json: () => plain("json"),
};

const TABLES: Readonly<Partial<Record<Dialect, Readonly<Record<string, Make>>>>> = {
  mysql: MYSQL,
  mariadb: MYSQL,
  sqlserver: SQL_SERVER,
  snowflake: SNOWFLAKE,
  bigquery: BIGQUERY,
  redshift: REDSHIFT,
  duckdb: DUCKDB,
  clickhouse: CLICKHOUSE,
};

/** The shape of a type in its normal spelling; undefined for one that is not known. */
export function shapeOf(type: string, dialect: Dialect): Shape | undefined {
  const listed = /^(enum8|enum16|enum|set)\((.*)\)$/is.exec(type);
  if (listed !== null) {
    const family = listed[1]?.toLowerCase() === "set" ? "set" : "enum";
    return {
      family,
      labels: [...(listed[2] ?? "").matchAll(/'((?:[^'\\]|''|\\.)*)'/g)].map(([, label = ""]) => label),
    };
  }
  const unsigned = type.endsWith(" unsigned");
  const zone = / with time zone$/.exec(type)?.[0] ?? "";
  const mods = /\(([^()]*)\)/.exec(type)?.[1]?.split(",") ?? [];
  const base = `${type.replace(/\(.*/s, "").replace(/ unsigned$| with time zone$/, "")}${zone}`.toLowerCase();
  const shape = TABLES[dialect]?.[base]?.(mods.map((mod) => mod.trim()).filter((mod) => mod !== ""));
  return unsigned && shape?.family === "integer" ? { ...shape, signed: false } : shape;
}
