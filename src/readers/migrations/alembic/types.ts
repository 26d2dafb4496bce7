import { nameOf, type Call, textOf, textsOf, truthOf, type Value } from "../../../code/python/value.ts";
import { quoteIn, quoteText } from "../../../sql/quote.ts";

/** An enum that a table brings along. */
export interface EnumType {
  readonly name: string;
  readonly schema?: string;
  readonly labels: readonly string[];
  /** Made with the first table that has a column of it. */
  readonly made: boolean;
}

export interface Type {
  readonly sql: string;
  readonly enums: readonly EnumType[];
}

/** Types without arguments, by the last part of their names, in SQLAlchemy, SQLModel and SQLAlchemy-Utils. */
const PLAIN: Readonly<Record<string, string>> = {
  Integer: "INTEGER",
  INTEGER: "INTEGER",
  INT: "INTEGER",
  BigInteger: "BIGINT",
  BIGINT: "BIGINT",
  SmallInteger: "SMALLINT",
  SMALLINT: "SMALLINT",
  Text: "TEXT",
  UnicodeText: "TEXT",
  TEXT: "TEXT",
  CLOB: "TEXT",
  Boolean: "BOOLEAN",
  BOOLEAN: "BOOLEAN",
  Date: "DATE",
  DATE: "DATE",
  Interval: "INTERVAL",
  INTERVAL: "INTERVAL",
  Double: "DOUBLE PRECISION",
  DOUBLE: "DOUBLE PRECISION",
  DOUBLE_PRECISION: "DOUBLE PRECISION",
  REAL: "REAL",
  LargeBinary: "BYTEA",
  Binary: "BYTEA",
  BYTEA: "BYTEA",
  BLOB: "BYTEA",
  PickleType: "BYTEA",
  JSON: "JSON",
  JSONB: "JSONB",
  UUID: "UUID",
  Uuid: "UUID",
  GUID: "UUID",
  UUIDType: "UUID",
  HSTORE: "HSTORE",
  INET: "INET",
  CIDR: "CIDR",
  MACADDR: "MACADDR",
  MACADDR8: "MACADDR8",
  TSVECTOR: "TSVECTOR",
  TSVectorType: "TSVECTOR",
  TSQUERY: "TSQUERY",
  OID: "OID",
  REGCLASS: "REGCLASS",
  MONEY: "MONEY",
  CITEXT: "CITEXT",
  CIText: "CITEXT",
  LTREE: "LTREE",
  LtreeType: "LTREE",
  INT4RANGE: "INT4RANGE",
  INT8RANGE: "INT8RANGE",
  NUMRANGE: "NUMRANGE",
  DATERANGE: "DATERANGE",
  TSRANGE: "TSRANGE",
  TSTZRANGE: "TSTZRANGE",
  INT4MULTIRANGE: "INT4MULTIRANGE",
  INT8MULTIRANGE: "INT8MULTIRANGE",
  NUMMULTIRANGE: "NUMMULTIRANGE",
  DATEMULTIRANGE: "DATEMULTIRANGE",
  TSMULTIRANGE: "TSMULTIRANGE",
  TSTZMULTIRANGE: "TSTZMULTIRANGE",
  JSONPATH: "JSONPATH",
  XML: "XML",
  JSONType: "JSON",
  URLType: "TEXT",
  ArrowType: "TIMESTAMP WITHOUT TIME ZONE",
  UtcDateTime: "TIMESTAMP WITH TIME ZONE",
  UTCDateTime: "TIMESTAMP WITH TIME ZONE",
};

/** Types with a length, and the one that they have by themselves. */
const SIZED: Readonly<Record<string, readonly [string, string?]>> = {
  String: ["VARCHAR"],
  Unicode: ["VARCHAR"],
  VARCHAR: ["VARCHAR"],
  NVARCHAR: ["VARCHAR"],
  AutoString: ["VARCHAR"],
  CHAR: ["CHAR"],
  NCHAR: ["CHAR"],
  EmailType: ["VARCHAR", "255"],
  ChoiceType: ["VARCHAR", "255"],
  CurrencyType: ["VARCHAR", "3"],
  IPAddressType: ["VARCHAR", "50"],
  PhoneNumberType: ["VARCHAR", "20"],
  Vector: ["VECTOR"],
  VECTOR: ["VECTOR"],
  HALFVEC: ["HALFVEC"],
};

const TIMES: Readonly<Record<string, string>> = {
  DateTime: "TIMESTAMP",
  TIMESTAMP: "TIMESTAMP",
  DATETIME: "TIMESTAMP",
  Time: "TIME",
  TIME: "TIME",
};

const named = (value: Value, index: number, name: string): Value | undefined =>
  value.is === "call" ? (value.named[name] ?? value.plain[index]) : undefined;

const number = (value: Value | undefined): string | undefined => (value?.is === "number" ? value.text : undefined);

const plain = (sql: string): Type => ({ sql, enums: [] });

/** The type as PostgreSQL has it; undefined where it is one that the program brings along. */
export function typeOf(value: Value): Type | undefined {
  if (value.is === "call" && value.of.is === "member") return variant(value, value.of.of, value.of.name);
  const short = nameOf(value)?.split(".").at(-1) ?? "";
  if (short === "Enum" || short === "ENUM") return value.is === "call" ? enumType(value) : undefined;
  if (short === "ARRAY") return array(value);
  const time = TIMES[short];
  if (time !== undefined) return timed(value, time);
  const sized = SIZED[short];
  const lengthOf = (fallback?: string): string | undefined =>
    number(named(value, 0, "length") ?? named(value, 0, "dim")) ?? fallback;
  if (sized !== undefined) return plain(`${sized[0]}${bracketed([lengthOf(sized[1])])}`);
  if (["Numeric", "NUMERIC", "Decimal", "DECIMAL"].includes(short))
    return plain(`NUMERIC${bracketed([number(named(value, 0, "precision")), number(named(value, 1, "scale"))])}`);
  if (short === "Float" || short === "FLOAT") return plain(`FLOAT${bracketed([number(named(value, 0, "precision"))])}`);
  if (short === "BIT")
    return plain(`BIT${truthOf(named(value, 1, "varying")) === true ? " VARYING" : ""}${bracketed([lengthOf()])}`);
  if (short === "Geometry" || short === "Geography") return spatial(value, short);
  const known = Object.hasOwn(PLAIN, short) ? PLAIN[short] : undefined;
  return known === undefined ? undefined : plain(known);
}

const bracketed = (parts: readonly (string | undefined)[]): string => {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? "" : `(${known.join(", ")})`;
};

function timed(value: Value, sql: string): Type {
  const zone = named(value, 0, "timezone");
  const precision = bracketed([number(value.is === "call" ? value.named["precision"] : undefined)]);
  return plain(`${sql}${precision} ${truthOf(zone) === true ? "WITH" : "WITHOUT"} TIME ZONE`);
}

function array(value: Value): Type | undefined {
  const of = named(value, 0, "item_type");
  const inner = of === undefined ? undefined : typeOf(of);
  const depth = Number(number(value.is === "call" ? value.named["dimensions"] : undefined) ?? 1);
  return inner === undefined ? undefined : { ...inner, sql: `${inner.sql}${"[]".repeat(Math.min(depth, 6))}` };
}

function spatial(value: Value, short: string): Type {
  const kind = textOf(named(value, 0, "geometry_type")) ?? "GEOMETRY";
  const system = number(named(value, 1, "srid"));
  return plain(`${short.toLowerCase()}(${system === undefined || system === "-1" ? kind : `${kind},${system}`})`);
}

function enumType(value: Call): Type | undefined {
  const [first] = value.plain;
  const labels = first?.is === "class" ? memberNames(first) : textsOf({ is: "list", items: [...value.plain] });
  const given = value.named["name"];
  const name = textOf(given) ?? (first?.is === "class" && given === undefined ? first.name.toLowerCase() : undefined);
  if (truthOf(value.named["native_enum"]) === false) {
    const longest = Math.max(1, ...(labels ?? []).map((label) => label.length));
    return plain(`VARCHAR(${number(value.named["length"]) ?? longest})`);
  }
  if (name === undefined) return undefined;
  const schema = textOf(value.named["schema"]);
  const made = truthOf(value.named["create_type"]) !== false && labels !== undefined && labels.length > 0;
  const own = { name, ...(schema === undefined ? {} : { schema }), labels: labels ?? [], made };
  return { sql: quoteIn(schema, name), enums: [own] };
}

const memberNames = (of: Value): readonly string[] =>
  of.is === "class"
    ? [...of.scope.names].filter(([, value]) => value.is === "text" || value.is === "number").map(([name]) => name)
    : [];

export const createEnum = ({ schema, name, labels }: EnumType): string =>
  `CREATE TYPE ${quoteIn(schema, name)} AS ENUM (${labels.map(quoteText).join(", ")})`;

/** `.with_variant(other, "postgresql")`: what the type is in PostgreSQL. */
function variant(call: Call, of: Value, method: string): Type | undefined {
  const [other, ...databases] = call.plain;
  if (method !== "with_variant") return undefined;
  const ours = databases.some((database) => textOf(database) === "postgresql");
  return typeOf(ours && other !== undefined ? other : of);
}
