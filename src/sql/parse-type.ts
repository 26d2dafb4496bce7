/** A PostgreSQL type taken apart. `family` is undefined for a type that PostgreSQL does not bring itself. */
export interface ParsedType {
  /** Canonical name without parameters and brackets (`character varying`). */
  readonly name: string;
  readonly family: Family | undefined;
  readonly parameters: readonly number[];
  /** How many array brackets it carries. */
  readonly dimensions: number;
}

export type Family =
  | "boolean"
  | "integer"
  | "numeric"
  | "float"
  | "money"
  | "string"
  | "bytes"
  | "bits"
  | "date"
  | "timestamp"
  | "time"
  | "interval"
  | "uuid"
  | "json"
  | "xml"
  | "network"
  | "mac"
  | "search"
  | "range"
  | "geometry";

const ALIASES: Readonly<Record<string, string>> = {
  bool: "boolean",
  int2: "smallint",
  int: "integer",
  int4: "integer",
  int8: "bigint",
  decimal: "numeric",
  float4: "real",
  float: "double precision",
  float8: "double precision",
  varchar: "character varying",
  char: "character",
  bpchar: "character",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  time: "time without time zone",
  timetz: "time with time zone",
  varbit: "bit varying",
};

const FAMILIES: Readonly<Record<Family, readonly string[]>> = {
  boolean: ["boolean"],
  integer: ["smallint", "integer", "bigint"],
  numeric: ["numeric"],
  float: ["real", "double precision"],
  money: ["money"],
  string: ["text", "character varying", "character", "citext", "name"],
  bytes: ["bytea"],
  bits: ["bit", "bit varying"],
  date: ["date"],
  timestamp: ["timestamp without time zone", "timestamp with time zone"],
  time: ["time without time zone", "time with time zone"],
  interval: ["interval"],
  uuid: ["uuid"],
  json: ["json", "jsonb"],
  xml: ["xml"],
  network: ["inet", "cidr"],
  mac: ["macaddr", "macaddr8"],
  search: ["tsvector", "tsquery"],
  range: ["int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange"],
  geometry: ["point", "line", "lseg", "box", "path", "polygon", "circle"],
};
const FAMILY_OF = new Map(
  Object.entries(FAMILIES).flatMap(([family, names]) => names.map((name) => [name, family as Family] as const)),
);

/** Reads a type as `format_type` or a person spells it, quoted names apart, which keep their case. */
export function parseType(text: string): ParsedType {
  const brackets = /(?:\s*\[\d*\])+$/.exec(text)?.[0] ?? "";
  const bare = text.slice(0, text.length - brackets.length).trim();
  const written = /\(([\d\s,-]+)\)/.exec(bare)?.[1];
  const plain = bare
    .replace(/\([\d\s,-]+\)/, "")
    .replaceAll(/\s+/g, " ")
    .replace(/^pg_catalog\./, "")
    .trim();
  const lower = plain.includes('"') ? plain : plain.toLowerCase();
  const name = ALIASES[lower] ?? lower;
  const parameters = written === undefined ? [] : written.split(",").map((part) => Number(part.trim()));
  return {
    name,
    family: FAMILY_OF.get(name),
    // `character` and `bit` without a length are one long.
    parameters: parameters.length === 0 && (name === "character" || name === "bit") ? [1] : parameters,
    dimensions: (brackets.match(/\[/g) ?? []).length,
  };
}
