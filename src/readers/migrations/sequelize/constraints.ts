import { isList, isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { RawSql } from "../program/raw-sql.ts";
import { rulesSql } from "./attribute.ts";
import { whereSql } from "./where.ts";
import { quotedIndex, type TableName, tableNamed, underscored } from "./names.ts";

const word = (options: ValueMap, key: string): string | undefined => {
  const said = options.get(key);
  return typeof said === "string" && said !== "" ? said : undefined;
};

interface Field {
  readonly name: string;
  readonly sql: string;
}

function fieldOf(value: Value, operator: string | undefined): Field | undefined {
  if (value instanceof RawSql) return { name: "", sql: value.use() };
  const given = isMap(value) ? value : new Map<string, Value>([["name", value]]);
  const said = given.get("attribute") ?? given.get("name");
  const name = said instanceof RawSql ? said.use() : said;
  if (typeof name !== "string") return undefined;
  const collate = word(given, "collate");
  const words = [
    said instanceof RawSql ? name : inQuotes(name),
    ...(collate === undefined ? [] : [`COLLATE ${inQuotes(collate)}`]),
    word(given, "operator") ?? operator ?? "",
    word(given, "order") ?? "",
  ];
  return { name, sql: words.filter((one) => one !== "").join(" ") };
}

function fieldsOf(value: Value | undefined, operator?: string): readonly Field[] | undefined {
  const list = isList(value) ? value : value === undefined || value === null ? [] : [value];
  const fields = list.map((one) => fieldOf(one, operator)).filter((one) => one !== undefined);
  return fields.length === list.length && fields.length > 0 ? fields : undefined;
}

const indexName = (table: TableName, fields: readonly Field[]): string =>
  underscored([table.bare.replaceAll(".", "_"), ...fields.map(({ name }) => name)].join("_"));

/** `addIndex(table, fields, options)`, or all of it in the options. */
export function addIndexSql(table: TableName, { two, options }: IndexCall): string | undefined {
  const fields = fieldsOf(two, word(options, "operator"));
  const where = options.get("where");
  const only = where === undefined || where === null ? "" : whereSql(where);
  if (fields === undefined || only === undefined || options.has("...")) return undefined;
  const given = word(options, "name") ?? word(options, "indexName");
  if (given === undefined && fields.some(({ name }) => name === "")) return undefined;
  const unique = options.get("unique") === true || /^unique$/i.test(word(options, "type") ?? "");
  const using = word(options, "using") ?? word(options, "method");
  const words = [
    `CREATE ${unique ? "UNIQUE " : ""}INDEX${options.get("concurrently") === true ? " CONCURRENTLY" : ""}`,
    `${inQuotes(given ?? indexName(table, fields))} ON ${table.sql}${using === undefined ? "" : ` USING ${using}`}`,
    `(${fields.map(({ sql }) => sql).join(", ")})${only === "" ? "" : ` WHERE ${only}`}`,
  ];
  return words.join(" ");
}

interface IndexCall {
  readonly two: Value | undefined;
  readonly options: ValueMap;
}

/** By its name, or by the columns that its name is made of. */
export function removeIndexSql(table: TableName, { two, options }: IndexCall): string | undefined {
  const fields = isList(two) ? fieldsOf(two) : undefined;
  const name = typeof two === "string" ? quotedIndex(two) : fields && inQuotes(indexName(table, fields));
  if (name === undefined) return undefined;
  return `DROP INDEX ${options.get("concurrently") === true ? "CONCURRENTLY " : ""}IF EXISTS ${name}`;
}

/** `addConstraint(table, { type, fields, … })`. */
export function addConstraintSql(table: TableName, options: ValueMap): string | undefined {
  const fields = fieldsOf(options.get("fields"));
  const type = word(options, "type")?.toUpperCase();
  if (type === undefined || (fields === undefined && type !== "CHECK")) return undefined;
  const listed = (fields ?? []).map(({ sql }) => sql).join(", ");
  const named = (ending: string): string =>
    `ALTER TABLE ${table.sql} ADD CONSTRAINT ${inQuotes(word(options, "name") ?? [table.bare, ...(fields ?? []).map(({ name }) => name), ending].join("_"))}`;
  const deferrable = options.get("deferrable");
  const late = deferrable instanceof RawSql ? ` ${deferrable.use()}` : "";
  switch (type) {
    case "UNIQUE":
      return `${named("uk")} UNIQUE (${listed})${late}`;
    case "PRIMARY KEY":
      return `${named("pk")} PRIMARY KEY (${listed})${late}`;
    case "CHECK": {
      const where = whereSql(options.get("where"));
      return where === undefined ? undefined : `${named("ck")} CHECK (${where})`;
    }
    case "FOREIGN KEY": {
      const said = options.get("references");
      const to = isMap(said) ? tableNamed(said.get("table")) : undefined;
      const keys = isMap(said) ? fieldsOf(said.get("field") ?? said.get("fields")) : undefined;
      if (to === undefined || keys === undefined) return undefined;
      const key = `FOREIGN KEY (${listed}) REFERENCES ${to.sql} (${keys.map(({ sql }) => sql).join(", ")})`;
      return `${named(`${to.bare}_fk`)} ${key}${rulesSql(options)}${late}`;
    }
    default:
      return undefined;
  }
}
