/** Types of one kind: their values compare, add and format alike. */
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

const FAMILIES: Readonly<Record<Family, readonly string[]>> = {
  boolean: ["boolean"],
  integer: ["smallint", "integer", "bigint"],
  numeric: ["numeric"],
  float: ["real", "double precision"],
  money: ["money"],
  string: ["text", "varchar", "char", "bpchar", "citext", "name"],
  bytes: ["bytea"],
  bits: ["bit", "varbit"],
  date: ["date"],
  timestamp: ["timestamp", "timestamp with time zone"],
  time: ["time", "time with time zone"],
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

const FAMILY_OF: ReadonlyMap<string, Family> = new Map(
  Object.entries(FAMILIES).flatMap(([family, names]) => names.map((name) => [name, family as Family] as const)),
);

/** The family of a type in its normal spelling; undefined for one that PostgreSQL does not bring itself. */
export const familyOf = (base: string): Family | undefined => FAMILY_OF.get(base);

/** A limit may grow or go; `undefined` stands for "no limit". */
export const grows = (from: number | undefined, to: number | undefined): boolean =>
  to === undefined || (from !== undefined && to >= from);
