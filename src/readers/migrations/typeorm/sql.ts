import { isList, isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { sha1 } from "../../../model/fingerprint.ts";
import { inQuotes } from "../../../sql/quote.ts";

export const textIn = (value: Value | undefined, key: string): string | undefined => {
  const found = isMap(value) ? value.get(key) : undefined;
  return typeof found === "string" ? found : undefined;
};

export const listIn = (value: ValueMap, key: string): readonly Value[] => {
  const found = value.get(key);
  return isList(found) ? found : [];
};

/** A table by its name, or as an object that says it. */
export function tableName(value: Value | undefined): string | undefined {
  if (typeof value === "string") return value;
  const [name, schema] = [textIn(value, "name"), textIn(value, "schema")];
  return name === undefined || schema === undefined ? name : `${schema}.${name}`;
}

const TYPES: Readonly<Record<string, string>> = {
  int: "integer",
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float: "double precision",
  float4: "real",
  float8: "double precision",
  bool: "boolean",
  string: "character varying",
  varchar: "character varying",
  char: "character",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  datetime: "timestamp without time zone",
  "simple-array": "text",
  "simple-json": "text",
};

/** The type of a `TableColumn`, as TypeORM writes it out; undefined where it says none. */
export function columnType(column: ValueMap): string | undefined {
  const said = textIn(column, "type");
  if (said === undefined) return undefined;
  const [length, precision, scale] = ["length", "precision", "scale"].map((key) => column.get(key));
  const size = typeof length === "string" || typeof length === "number" ? String(length) : "";
  const digits = typeof precision === "number" ? `(${precision}${typeof scale === "number" ? `,${scale}` : ""})` : "";
  const named = textIn(column, "enumName");
  const type = said !== "enum" ? (TYPES[said] ?? said) : named === undefined ? "text" : inQuotes(named);
  const sized = type.startsWith("timestamp")
    ? type.replace("timestamp", `timestamp${digits}`)
    : `${type}${size === "" ? digits : `(${size})`}`;
  return `${sized}${column.get("isArray") === true ? " array" : ""}`;
}

/** `"name" type DEFAULT … NOT NULL` of a `TableColumn`. */
export function columnSql(column: ValueMap): string | undefined {
  const [name, said, type] = [textIn(column, "name"), textIn(column, "type"), columnType(column)];
  if (name === undefined || said === undefined || type === undefined) return undefined;
  const serial = column.get("isGenerated") === true && column.get("generationStrategy") !== "uuid";
  const based = TYPES[said] ?? said;
  const labels = listIn(column, "enum").filter((one) => typeof one === "string");
  const fallback = column.get("default");
  const uuid = column.get("isGenerated") === true && column.get("generationStrategy") === "uuid";
  const words = [
    inQuotes(name),
    serial && /int/.test(based) ? (based === "bigint" ? "bigserial" : "serial") : type,
    ...(said === "enum" && type === "text" && labels.length > 0
      ? [`CHECK (${inQuotes(name)} IN (${labels.map((one) => `'${one}'`).join(", ")}))`]
      : []),
    ...(column.get("isNullable") === true ? [] : ["NOT NULL"]),
    ...(uuid ? ["DEFAULT uuid_generate_v4()"] : []),
    ...(typeof fallback === "string" || typeof fallback === "number" || typeof fallback === "boolean"
      ? [`DEFAULT ${fallback}`]
      : []),
  ];
  return words.join(" ");
}

/** A column that is unique by itself. */
export const uniqueSql = (table: string, column: string): string =>
  `CONSTRAINT ${uniqueName(table, column)} UNIQUE (${inQuotes(column)})`;
export const uniqueName = (table: string, column: string): string =>
  inQuotes(`UQ_${sha1(`${table}_${column}`).slice(0, 27)}`);

const columnsIn = (value: ValueMap): readonly string[] =>
  listIn(value, "columnNames").filter((one) => typeof one === "string");

export function indexSql(on: string, table: string, index: ValueMap): string | undefined {
  const columns = columnsIn(index);
  if (columns.length === 0) return undefined;
  const name = textIn(index, "name") ?? `IDX_${sha1(`${table}_${columns.join("_")}`).slice(0, 26)}`;
  const where = textIn(index, "where");
  return `CREATE ${index.get("isUnique") === true ? "UNIQUE " : ""}INDEX ${inQuotes(name)} ON ${on} (${columns.map(inQuotes).join(", ")})${where === undefined ? "" : ` WHERE ${where}`}`;
}

export function foreignSql(table: string, key: ValueMap): string | undefined {
  const columns = columnsIn(key);
  const to = tableName(key.get("referencedTableName"));
  const keys = listIn(key, "referencedColumnNames").filter((one) => typeof one === "string");
  if (columns.length === 0 || to === undefined) return undefined;
  const name = textIn(key, "name") ?? `FK_${sha1(`${table}_${columns.join("_")}`).slice(0, 27)}`;
  const rules = ["onDelete", "onUpdate"].map((rule) =>
    textIn(key, rule) === undefined ? "" : ` ON ${rule.slice(2).toUpperCase()} ${textIn(key, rule)}`,
  );
  return `CONSTRAINT ${inQuotes(name)} FOREIGN KEY (${columns.map(inQuotes).join(", ")}) REFERENCES ${to.split(".").map(inQuotes).join(".")} (${keys.map(inQuotes).join(", ")})${rules.join("")}`;
}

export function constraints(
  call: string,
  alter: string,
  table: string,
  value: Value | undefined,
): readonly (string | undefined)[] {
  const columns = isMap(value) ? columnsIn(value) : isList(value) ? value.filter((one) => typeof one === "string") : [];
  const listed = columns.map(inQuotes).join(", ");
  const short = sha1(`${table}_${columns.join("_")}`).slice(0, 27);
  if (call === "createPrimaryKey")
    return [`${alter} ADD CONSTRAINT ${inQuotes(`PK_${short}`)} PRIMARY KEY (${listed})`];
  const named = textIn(value, "name");
  if (call === "createUniqueConstraint")
    return [
      columns.length === 0
        ? undefined
        : `${alter} ADD CONSTRAINT ${inQuotes(named ?? `UQ_${short}`)} UNIQUE (${listed})`,
    ];
  const check = textIn(value, "expression");
  return [
    check === undefined ? undefined : `${alter} ADD CONSTRAINT ${inQuotes(named ?? `CHK_${short}`)} CHECK (${check})`,
  ];
}
