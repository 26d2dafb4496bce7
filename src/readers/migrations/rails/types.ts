import type { Value, ValueMap } from "../../../code/value.ts";
import { tableInQuotes } from "../../../sql/quote.ts";

const NATIVE: Readonly<Record<string, string>> = {
  string: "character varying",
  float: "double precision",
  decimal: "numeric",
  binary: "bytea",
  blob: "bytea",
  bit_varying: "bit varying",
  virtual: "text",
  primary_key: "bigserial PRIMARY KEY",
  immutable_string: "character varying",
};

/** The types that PostGIS brings. */
const SHAPES: Readonly<Record<string, string>> = {
  st_point: "Point",
  st_polygon: "Polygon",
  line_string: "LineString",
  multi_point: "MultiPoint",
  multi_polygon: "MultiPolygon",
  multi_line_string: "MultiLineString",
  geometry_collection: "GeometryCollection",
  geometry: "Geometry",
  geography: "Geometry",
};

function shape(type: string, options: ValueMap): string {
  const earth = options.get("geographic") === true || type === "geography";
  const named = options.get("type");
  const said = typeof named === "string" ? named : type;
  const kind = SHAPES[said] ?? said;
  return `${earth ? "geography" : "geometry"}(${kind},${number(options.get("srid")) ?? (earth ? 4326 : 0)})`;
}

const number = (value: Value | undefined): number | undefined => {
  const read = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof read === "number" ? read : undefined;
};

/** The type of PostgreSQL that a migration of this version of Rails means; a word that is no type of Rails' stands as it is. */
export function sqlType(type: string, options: ValueMap, version: number): string {
  return `${baseType(type, options, version)}${options.get("array") === true ? "[]" : ""}`;
}

function baseType(type: string, options: ValueMap, version: number): string {
  const [limit, precision, scale] = ["limit", "precision", "scale"].map((name) => number(options.get(name)));
  switch (type) {
    case "integer":
      if (limit === undefined) return "integer";
      return limit <= 2 ? "smallint" : limit <= 4 ? "integer" : "bigint";
    case "string":
    case "immutable_string":
      return limit === undefined ? "character varying" : `character varying(${limit})`;
    case "decimal":
    case "numeric":
      if (precision === undefined) return "numeric";
      return scale === undefined ? `numeric(${precision})` : `numeric(${precision},${scale})`;
    case "datetime":
    case "timestamp":
    case "timestamptz": {
      const digits = version >= 7 && !options.has("precision") ? 6 : precision;
      const shown = digits === undefined ? "" : `(${digits})`;
      return `timestamp${shown} ${type === "timestamptz" ? "with" : "without"} time zone`;
    }
    case "time":
    case "interval":
      return precision === undefined ? type : `${type}(${precision})`;
    case "bit":
    case "bit_varying":
      return `${NATIVE[type] ?? type}${limit === undefined ? "" : `(${limit})`}`;
    case "enum": {
      const named = options.get("enum_type");
      return typeof named === "string" ? tableInQuotes(named) : "text";
    }
    default:
      if (SHAPES[type] !== undefined) return shape(type, options);
      return NATIVE[type] ?? type;
  }
}
