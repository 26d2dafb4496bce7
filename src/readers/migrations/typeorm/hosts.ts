import {
  type Arguments,
  Host,
  isList,
  isMap,
  Routine,
  Unknown,
  type Value,
  type ValueMap,
} from "../../../code/value.ts";
import { sha1 } from "../../../model/fingerprint.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { filled } from "../program/raw-sql.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import { changeColumnSql } from "./change-column.ts";
import { columnSql, constraints, foreignSql, indexSql, listIn, tableName, textIn, uniqueSql } from "./sql.ts";

const CATALOG = /^(?:hasTable|hasColumn|hasSchema|hasDatabase)$/;

/** `queryRunner`: SQL as it stands, and TypeORM's own calls on the schema. */
export class QueryRunnerHost extends Host {
  readonly #tape: ScriptTape;
  constructor(tape: ScriptTape) {
    super();
    this.#tape = tape;
  }

  override get(name: string): Value | undefined {
    if (name === "manager" || name === "connection" || name === "dataSource") return this;
    return name === "options" ? new Map<string, Value>([["type", "postgres"]]) : undefined;
  }

  send(name: string, args: Arguments): Value | undefined {
    const [one, two] = args.list;
    if (name === "query") return this.#query(args);
    if (CATALOG.test(name)) return new Unknown(args.text, { guard: true });
    if (
      /^(?:getTable|getTables|getView|connect|release|startTransaction|commitTransaction|rollbackTransaction|getRepository|clearSqlMemory|enableSqlMemory)$/.test(
        name,
      )
    )
      return new Unknown(args.text);
    if (
      /^(?:save|insert|update|delete|remove|upsert|softDelete|createQueryBuilder|increment|decrement|clear|find\w*|count)$/.test(
        name,
      )
    ) {
      if (!name.startsWith("find") && name !== "count") this.#tape.rows(args);
      return new Unknown(args.text);
    }
    if (name === "transaction") return one instanceof Routine ? one.run([this]) : null;
    const table = tableName(one);
    const sql = table === undefined ? undefined : statements(name, table, two, args.list, this.#tape.recording.guarded);
    if (sql === undefined || sql.some((line) => line === undefined)) {
      const hole = args.list.find((value) => value instanceof Unknown);
      const old = name === "changeColumn" && typeof two === "string" ? `the old type of ${two}` : name;
      this.#tape.hole(args, hole instanceof Unknown ? hole.why : old, !/^create|^add/.test(name));
    } else for (const line of sql) if (line !== undefined) this.#tape.write(line, args.spot);
    return null;
  }

  #query(args: Arguments): Value {
    const [one, given] = args.list;
    // `$1` is a value; what it is changes no schema.
    const text = isList(given) && typeof one === "string" ? withValues(one, given) : one;
    if (text === undefined && typeof one === "string") this.#tape.valued(args, one);
    else this.#tape.raw(args, 0, text);
    return new Unknown(args.text);
  }
}

function withValues(sql: string, values: readonly Value[]): string | undefined {
  let known = true;
  const text = sql.replaceAll(/\$(\d+)/g, (slot, at: string) => {
    const value = filled("?", [values[Number(at) - 1] ?? null]);
    known &&= value !== undefined;
    return value ?? slot;
  });
  return known ? text : undefined;
}

const named = (value: Value | undefined): string | undefined =>
  textIn(value, "name") ?? (typeof value === "string" ? value : undefined);

type Lines = readonly (string | undefined)[];

function statements(
  name: string,
  table: string,
  two: Value | undefined,
  list: readonly Value[],
  guarded: boolean,
): Lines | undefined {
  const on = quoted(table);
  const alter = `ALTER TABLE ${on}`;
  const lenient = guarded ? "IF EXISTS " : "";
  const several = isList(two) ? two : [two ?? null];
  switch (name) {
    case "createTable":
      return isMap(list[0]) ? created(on, table, list[0], two === true || guarded) : undefined;
    case "dropTable":
      return [`DROP TABLE ${two === true ? "IF EXISTS " : lenient}${on}`];
    case "renameTable":
      return [named(two) === undefined ? undefined : `${alter} RENAME TO ${inQuotes(named(two) ?? "")}`];
    case "addColumn":
    case "addColumns":
      return several.flatMap((column): Lines => {
        const sql = isMap(column) ? columnSql(column) : undefined;
        if (!isMap(column) || sql === undefined) return [undefined];
        const added = `${alter} ADD ${guarded ? "COLUMN IF NOT EXISTS " : ""}${sql}`;
        return column.get("isUnique") === true
          ? [added, `${alter} ADD ${uniqueSql(table, textIn(column, "name") ?? "")}`]
          : [added];
      });
    case "dropColumn":
    case "dropColumns":
      return several.map((column) =>
        named(column) === undefined ? undefined : `${alter} DROP COLUMN ${lenient}${inQuotes(named(column) ?? "")}`,
      );
    case "renameColumn":
      return [
        named(two) === undefined || named(list[2]) === undefined
          ? undefined
          : `${alter} RENAME COLUMN ${inQuotes(named(two) ?? "")} TO ${inQuotes(named(list[2]) ?? "")}`,
      ];
    case "changeColumn":
      return changeColumnSql({ alter, table, on }, two, list[2]);
    case "createIndex":
    case "createIndices":
      return several.map((index) => (isMap(index) ? indexSql(on, table, index) : undefined));
    case "dropIndex":
      return [named(two) === undefined ? undefined : `DROP INDEX ${lenient}${inQuotes(named(two) ?? "")}`];
    case "createForeignKey":
    case "createForeignKeys":
      return several.map((key) => {
        const sql = isMap(key) ? foreignSql(table, key) : undefined;
        return sql === undefined ? undefined : `${alter} ADD ${sql}`;
      });
    case "createUniqueConstraint":
    case "createCheckConstraint":
    case "createPrimaryKey":
      return constraints(name, alter, table, two);
    case "dropForeignKey":
    case "dropUniqueConstraint":
    case "dropCheckConstraint":
      return [
        named(two) === undefined ? undefined : `${alter} DROP CONSTRAINT ${lenient}${inQuotes(named(two) ?? "")}`,
      ];
    case "clearTable":
      return [`TRUNCATE TABLE ${on}`];
    default:
      return undefined;
  }
}

const quoted = (table: string): string => table.split(".").map(inQuotes).join(".");

function created(on: string, table: string, options: ValueMap, lenient: boolean): Lines {
  const columns = listIn(options, "columns").map((column) => (isMap(column) ? columnSql(column) : undefined));
  const keys = listIn(options, "columns").flatMap((column) =>
    isMap(column) && column.get("isPrimary") === true ? [textIn(column, "name") ?? ""] : [],
  );
  const key =
    keys.length === 0
      ? []
      : [
          `CONSTRAINT ${inQuotes(`PK_${sha1(`${table}_${keys.join("_")}`).slice(0, 27)}`)} PRIMARY KEY (${keys.map(inQuotes).join(", ")})`,
        ];
  const unique = listIn(options, "columns").flatMap((column) =>
    isMap(column) && column.get("isUnique") === true ? [uniqueSql(table, textIn(column, "name") ?? "")] : [],
  );
  const foreign = listIn(options, "foreignKeys").map((one) => (isMap(one) ? foreignSql(table, one) : undefined));
  const uniques = listIn(options, "uniques").map((one) =>
    constraints("createUniqueConstraint", "", table, one)[0]?.replace(/^ ADD /, ""),
  );
  const lines = [...columns, ...unique, ...foreign, ...uniques, ...key];
  if (lines.some((line) => line === undefined)) return [undefined];
  const indexes = listIn(options, "indices").map((index) => (isMap(index) ? indexSql(on, table, index) : undefined));
  return [`CREATE TABLE ${lenient ? "IF NOT EXISTS " : ""}${on} (${lines.join(", ")})`, ...indexes];
}
