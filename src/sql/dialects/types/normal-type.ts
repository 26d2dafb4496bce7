import type { Dialect } from "../../../model/dialect.ts";

const COMMON: Readonly<Record<string, string>> = { integer: "int", numeric: "decimal", dec: "decimal" };

/** Other spellings of a type, without what stands in its brackets. */
const ALIASES: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  mysql: {
    ...COMMON,
    fixed: "decimal",
    bool: "tinyint(1)",
    boolean: "tinyint(1)",
    "double precision": "double",
    real: "double",
    int4: "int",
    int8: "bigint",
    int2: "smallint",
    int3: "mediumint",
    middleint: "mediumint",
    float4: "float",
    float8: "double",
    character: "char",
    "character varying": "varchar",
    nchar: "char",
    nvarchar: "varchar",
    "national varchar": "varchar",
    "long varchar": "mediumtext",
    long: "mediumtext",
  },
  mariadb: {},
  sqlite: {},
  sqlserver: {
    ...COMMON,
    "double precision": "float",
    character: "char",
    "character varying": "varchar",
    rowversion: "timestamp",
    "national character varying": "nvarchar",
    sysname: "nvarchar(128)",
  },
  snowflake: {
    decimal: "number",
    numeric: "number",
    dec: "number",
    int: "number",
    integer: "number",
    bigint: "number",
    smallint: "number",
    tinyint: "number",
    byteint: "number",
    float4: "float",
    float8: "float",
    double: "float",
    "double precision": "float",
    real: "float",
    string: "varchar",
    text: "varchar",
    character: "char",
    "character varying": "varchar",
    nvarchar: "varchar",
    nvarchar2: "varchar",
    datetime: "timestamp_ntz",
    timestamp: "timestamp_ntz",
    timestampntz: "timestamp_ntz",
    timestampltz: "timestamp_ltz",
    timestamptz: "timestamp_tz",
    "timestamp without time zone": "timestamp_ntz",
    "timestamp with local time zone": "timestamp_ltz",
    "timestamp with time zone": "timestamp_tz",
    varbinary: "binary",
  },
  bigquery: {
    int: "int64",
    integer: "int64",
    bigint: "int64",
    smallint: "int64",
    tinyint: "int64",
    byteint: "int64",
    decimal: "numeric",
    bigdecimal: "bignumeric",
    boolean: "bool",
  },
  redshift: {
    ...COMMON,
    int2: "smallint",
    int4: "int",
    int8: "bigint",
    float4: "real",
    float8: "double precision",
    float: "double precision",
    bool: "boolean",
    "character varying": "varchar",
    nvarchar: "varchar",
    text: "varchar(256)",
    character: "char",
    nchar: "char",
    bpchar: "char(256)",
    timestamptz: "timestamp with time zone",
    "timestamp without time zone": "timestamp",
    timetz: "time with time zone",
    "time without time zone": "time",
    varbyte: "varbinary",
  },
  clickhouse: {},
  duckdb: {
    ...COMMON,
    int1: "tinyint",
    int2: "smallint",
    int4: "int",
    int8: "bigint",
    short: "smallint",
    long: "bigint",
    signed: "int",
    float4: "float",
    real: "float",
    float8: "double",
    "double precision": "double",
    bool: "boolean",
    logical: "boolean",
    char: "varchar",
    bpchar: "varchar",
    text: "varchar",
    string: "varchar",
    bytea: "blob",
    binary: "blob",
    varbinary: "blob",
    datetime: "timestamp",
    timestamptz: "timestamp with time zone",
  },
};

/** What an unwritten length or precision means. */
const DEFAULTS: Readonly<Partial<Record<Dialect, Readonly<Record<string, string>>>>> = {
  mysql: { decimal: "(10,0)", char: "(1)", binary: "(1)", bit: "(1)" },
  sqlserver: {
    decimal: "(18,0)",
    char: "(1)",
    nchar: "(1)",
    varchar: "(1)",
    nvarchar: "(1)",
    binary: "(1)",
    varbinary: "(1)",
    datetime2: "(7)",
    datetimeoffset: "(7)",
    time: "(7)",
  },
  snowflake: { number: "(38,0)", char: "(1)" },
  redshift: { decimal: "(18,0)", varchar: "(256)", char: "(1)" },
  duckdb: { decimal: "(18,3)" },
};

const DISPLAY_WIDTH = /^(?:tinyint|smallint|mediumint|int|bigint)$/;

/** One spelling for every spelling of a dialect's type: `INTEGER(11) UNSIGNED` → `int unsigned`. */
export function normalDialectType(written: string, dialect: Dialect): string {
  const listed = /^(enum|set)\s*\((.*)\)/is.exec(written);
  if (listed !== null && dialect !== "clickhouse")
    return `${(listed[1] ?? "").toLowerCase()}(${[...(listed[2] ?? "").matchAll(/'(?:[^'\\]|''|\\.)*'/g)].map(([label]) => label).join(",")})`;
  const tight = written
    .replace(/\s*\(\s*/g, "(")
    .replace(/\s*\)/g, ")")
    .replace(/\s*([,<>[\]])\s*/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
  // ClickHouse means the case of a type, and has no other spellings that matter here.
  if (dialect === "clickhouse" || tight === "") return tight;
  const lower = tight.toLowerCase();
  const mods = /\(([^()]*)\)/.exec(lower)?.[1] ?? "";
  const bare = lower
    .replace(/\([^()]*\)/, "")
    .replace(/\s+/g, " ")
    .trim();
  const own = dialect === "mariadb" ? "mysql" : dialect;
  const unsigned = own === "mysql" && /\b(?:unsigned|zerofill)\b/.test(bare);
  const plain = own === "mysql" ? bare.replace(/ (?:unsigned|zerofill|signed|binary|ascii|unicode|byte)\b/g, "") : bare;
  const base = ALIASES[own][plain] ?? plain;
  return `${withMods(base, mods, own)}${unsigned ? " unsigned" : ""}`;
}

function withMods(base: string, mods: string, dialect: Dialect): string {
  if (base.includes("(") && mods === "") return base;
  const name = base.replace(/\(.*/, "");
  if (dialect === "mysql" && DISPLAY_WIDTH.test(name)) return name === "tinyint" && mods === "1" ? "tinyint(1)" : name;
  if (dialect === "snowflake" && name === "number" && mods !== "" && !mods.includes(",")) return `${name}(${mods},0)`;
  if (name === "decimal" && mods !== "" && !mods.includes(",")) return `${name}(${mods},0)`;
  if (dialect === "duckdb" && name === "varchar") return name;
  const given = mods === "" ? (DEFAULTS[dialect]?.[name] ?? "") : `(${mods})`;
  const zoned = /^(time(?:stamp)?)( with time zone)$/.exec(name);
  return zoned === null ? `${name}${given}` : `${zoned[1] ?? ""}${given}${zoned[2] ?? ""}`;
}
