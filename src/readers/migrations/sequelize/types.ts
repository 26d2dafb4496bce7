import { type Arguments, Host, isList, isMap, type Value } from "../../../code/value.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";
import { RawSql } from "../program/raw-sql.ts";

const PLAIN: Readonly<Record<string, string>> = {
  CITEXT: "citext",
  TSVECTOR: "tsvector",
  TEXT: "text",
  TINYINT: "smallint",
  SMALLINT: "smallint",
  MEDIUMINT: "integer",
  INTEGER: "integer",
  BIGINT: "bigint",
  REAL: "real",
  DOUBLE: "double precision",
  BOOLEAN: "boolean",
  DATE: "timestamp with time zone",
  DATEONLY: "date",
  TIME: "time",
  UUID: "uuid",
  JSON: "json",
  JSONB: "jsonb",
  HSTORE: "hstore",
  BLOB: "bytea",
  INET: "inet",
  CIDR: "cidr",
  MACADDR: "macaddr",
};

const RANGES: Readonly<Record<string, string>> = {
  INTEGER: "int4range",
  BIGINT: "int8range",
  DECIMAL: "numrange",
  NUMERIC: "numrange",
  DATE: "tstzrange",
  DATEONLY: "daterange",
};

const OTHERS =
  /^(?:STRING|CHAR|FLOAT|DECIMAL|NUMERIC|NUMBER|ENUM|ARRAY|RANGE|GEOMETRY|GEOGRAPHY|NOW|UUIDV[14]|VIRTUAL)$/;

/** `DataTypes.STRING`, `DataTypes.STRING(64)`. */
export class DataType extends Host {
  readonly kind: string;
  readonly #list: readonly Value[];
  constructor(kind: string, list: readonly Value[] = []) {
    super();
    this.kind = kind;
    this.#list = list;
  }
  send(name: string, { list }: Arguments): Value | undefined {
    return name === "()" ? new DataType(this.kind, list) : this.get(name);
  }
  override get(name: string): Value | undefined {
    if (name === "BINARY") return new DataType("BLOB");
    return name === "UNSIGNED" || name === "ZEROFILL" ? this : undefined;
  }

  /** It stands for a value that Sequelize itself makes, row by row. */
  get isMade(): boolean {
    return /^(?:NOW|UUIDV[14])$/.test(this.kind);
  }

  /** The labels, quoted, of an `ENUM` or of an array of one; undefined where they are not known. */
  get labels(): readonly string[] | undefined {
    const [one] = this.#list;
    if (this.kind === "ARRAY" && one instanceof DataType) return one.labels;
    if (this.kind !== "ENUM") return undefined;
    const said = isMap(one) ? one.get("values") : isList(one) ? one : this.#list;
    const texts = isList(said) ? said.filter((label) => typeof label === "string") : [];
    return isList(said) && texts.length === said.length && texts.length > 0 ? texts.map(textInQuotes) : undefined;
  }

  get isEnum(): boolean {
    const [one] = this.#list;
    return this.kind === "ENUM" || (this.kind === "ARRAY" && one instanceof DataType && one.isEnum);
  }

  /** What PostgreSQL calls it; `named` is the type that an `ENUM` of this column gets. */
  sql(named: string): string | undefined {
    const [one, two] = this.#list;
    const size = typeof one === "number" ? one : isMap(one) ? one.get("length") : undefined;
    switch (this.kind) {
      case "STRING":
        return `varchar(${typeof size === "number" ? size : 255})`;
      case "CHAR":
        return `char(${typeof size === "number" ? size : 255})`;
      case "FLOAT":
        return typeof one === "number" && two === undefined && one < 25 ? "real" : "double precision";
      case "DECIMAL":
      case "NUMERIC":
      case "NUMBER": {
        const [whole, scale] = isMap(one) ? [one.get("precision"), one.get("scale")] : [one, two];
        if (typeof whole !== "number") return "numeric";
        return `numeric(${whole}${typeof scale === "number" ? `, ${scale}` : ""})`;
      }
      case "ENUM":
        return named;
      case "ARRAY": {
        const inner = isMap(one) ? one.get("type") : one;
        const of = typeName(inner, named);
        return of === undefined ? undefined : `${of}[]`;
      }
      case "RANGE":
        return one instanceof DataType ? RANGES[one.kind] : "int4range";
      case "GEOMETRY":
      case "GEOGRAPHY": {
        const rest = [one, two].filter((part) => typeof part === "string" || typeof part === "number");
        return `${this.kind.toLowerCase()}${rest.length === 0 ? "" : `(${rest.join(", ")})`}`;
      }
      default:
        return PLAIN[this.kind];
    }
  }
}

/** The type of a column: one of Sequelize's, or PostgreSQL's own by its name. */
export function typeName(type: Value | undefined, named: string): string | undefined {
  if (type instanceof DataType) return type.sql(named);
  if (type instanceof RawSql) return type.use();
  return typeof type === "string" && type !== "" ? type : undefined;
}

/** `enum_<table>_<column>`, where Sequelize keeps the labels of a column. */
export const enumName = (table: string, column: string): string => inQuotes(`enum_${table}_${column}`);

export const dataType = (name: string, list: readonly Value[] = []): DataType | undefined =>
  Object.hasOwn(PLAIN, name) || OTHERS.test(name) ? new DataType(name, list) : undefined;

/** `DataTypes`. */
export class DataTypes extends Host {
  override get(name: string): Value | undefined {
    return dataType(name);
  }
  send(name: string, { list }: Arguments): Value | undefined {
    return dataType(name, list);
  }
}
