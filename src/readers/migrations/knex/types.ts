import { isList, isMap, Unknown, type Value } from "../../../code/value.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";

const PLAIN: Readonly<Record<string, string>> = {
  increments: "serial",
  bigIncrements: "bigserial",
  bigincrements: "bigserial",
  integer: "integer",
  int: "integer",
  tinyint: "smallint",
  smallint: "smallint",
  mediumint: "integer",
  bigInteger: "bigint",
  bigint: "bigint",
  text: "text",
  float: "real",
  double: "double precision",
  boolean: "boolean",
  bool: "boolean",
  date: "date",
  binary: "bytea",
  json: "json",
  jsonb: "jsonb",
  uuid: "uuid",
  geometry: "geometry",
  geography: "geography",
  point: "point",
};

export const isColumnType = (name: string): boolean =>
  Object.hasOwn(PLAIN, name) ||
  ["string", "varchar", "decimal", "datetime", "dateTime", "timestamp", "time", "enu", "enum", "specificType"].includes(
    name,
  );

/** The type of a column, what has to be made before it, and what it checks by itself. */
export interface ColumnType {
  readonly type: string;
  readonly before?: string;
  readonly check?: string;
}

/** What Knex makes of `table.<type>(name, …)` on PostgreSQL; undefined where it is not known. */
export function columnType(name: string, column: string, [one, two]: readonly Value[]): ColumnType | undefined {
  if (one instanceof Unknown || two instanceof Unknown) return undefined;
  switch (name) {
    case "string":
    case "varchar":
      return { type: `varchar(${typeof one === "number" || typeof one === "string" ? one : 255})` };
    case "decimal":
      return {
        type:
          one === null
            ? "decimal"
            : `decimal(${typeof one === "number" ? one : 8}, ${typeof two === "number" ? two : 2})`,
      };
    case "time":
      return { type: "time" };
    case "datetime":
    case "dateTime":
    case "timestamp": {
      const useTz = isMap(one) ? one.get("useTz") !== false : one !== true;
      const digits = isMap(one) ? one.get("precision") : two;
      return {
        type: `timestamp${typeof digits === "number" ? `(${digits})` : ""} ${useTz ? "with" : "without"} time zone`,
      };
    }
    case "enu":
    case "enum": {
      const said = isList(one) ? one.filter((value) => typeof value === "string") : [];
      if (!isList(one) || said.length < one.length) return undefined;
      const labels = said.map(textInQuotes).join(", ");
      if (!isMap(two) || two.get("useNative") !== true)
        return { type: "text", check: `${inQuotes(column)} in (${labels})` };
      const named = two.get("enumName");
      const schema = two.get("schemaName");
      if (typeof named !== "string") return undefined;
      const type = `${typeof schema === "string" ? `${inQuotes(schema)}.` : ""}${inQuotes(named)}`;
      return {
        type,
        ...(two.get("existingType") === true ? {} : { before: `CREATE TYPE ${type} AS ENUM (${labels})` }),
      };
    }
    case "specificType":
      return typeof one === "string" ? { type: one } : undefined;
    default: {
      const type = PLAIN[name];
      return type === undefined ? undefined : { type };
    }
  }
}
