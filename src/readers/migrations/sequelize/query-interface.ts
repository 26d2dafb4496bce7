import {
  type Arguments,
  Host,
  isList,
  isMap,
  Unknown,
  unknownIn,
  type Value,
  type ValueMap,
} from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import { type Attribute, attributeOf, changeSql, columnSql, commentSql } from "./attribute.ts";
import { Connection, joins } from "./connection.ts";
import { addConstraintSql, addIndexSql, removeIndexSql } from "./constraints.ts";
import { quotedIndex, type TableName, tableNamed } from "./names.ts";

const LOOKS = /^(?:describe|show|get|select|rawSelect|tableExists|databaseVersion|quote|assert)/;
const ROWS = /^(?:bulk(?:Insert|Update|Delete)|insert|update|upsert|delete|increment|decrement)$/;

/** A table as it is when the migration runs: what it has is only known then. */
class Described extends Host {
  readonly #why: string;
  constructor(why: string) {
    super();
    this.#why = why;
  }
  override get(name: string): Value {
    return new Unknown(`${this.#why}.${name}`, { guard: true });
  }
  send(name: string): Value {
    return this.get(name);
  }
}

/** `queryInterface`: Sequelize's own calls on the schema, as its PostgreSQL dialect sends them. */
export class QueryInterface extends Host {
  readonly #tape: ScriptTape;
  readonly #connection: Connection;
  constructor(tape: ScriptTape) {
    super();
    this.#tape = tape;
    this.#connection = new Connection(tape, this);
  }

  override get(name: string): Value | undefined {
    if (name === "sequelize") return this.#connection;
    // Umzug hands it over inside its own argument.
    if (name === "context" || name === "queryInterface") return this;
    return undefined;
  }

  send(name: string, args: Arguments): Value {
    const [one] = args.list;
    if (name === "describeTable") return new Described(args.text);
    if (LOOKS.test(name)) return new Unknown(args.text, { guard: true });
    const table = tableNamed(one, args.list.slice(name === "dropTable" ? 1 : 2).findLast(isMap));
    joins(this.#tape, args);
    if (ROWS.test(name)) {
      if (name === "bulkDelete" && table !== undefined && isAll(args.list[1]))
        this.#tape.write(`DELETE FROM ${table.sql}`, args.spot);
      else this.#tape.rows(args);
      return new Unknown(args.text);
    }
    if (name === "createTable" && table !== undefined && isMap(args.list[1])) this.#create(table, args.list[1], args);
    else if ((name === "addColumn" || name === "changeColumn") && table !== undefined) this.#column(name, table, args);
    else this.#others(name, table, args);
    return null;
  }

  #others(name: string, table: TableName | undefined, args: Arguments): void {
    const lenient = this.#tape.recording.guarded;
    const sql = table === undefined ? undefined : statement(name, table, args.list, lenient);
    if (sql !== undefined) this.#tape.write(sql, args.spot);
    else {
      const hole = args.list.map((value) => unknownIn(value)).find((value) => value !== undefined);
      this.#tape.hole(args, hole?.why ?? name, !/^(?:create|add)/.test(name));
    }
  }

  #attribute(key: string, said: Value, table: TableName, args: Arguments, opaque: boolean): Attribute | undefined {
    const column = attributeOf(key, said, table);
    if (column instanceof Unknown) {
      this.#tape.hole(args, column.why, opaque);
      return undefined;
    }
    if (column.hole !== undefined) this.#tape.hole(args, column.hole.why, false);
    return column;
  }

  #create(table: TableName, columns: ValueMap, args: Arguments): void {
    const made = [...columns].map(([key, said]) => this.#attribute(key, said, table, args, false));
    const known = made.filter((column) => column !== undefined);
    for (const { before } of known) if (before !== undefined) this.#tape.write(before, args.spot);
    const lines = known.map((column) => columnSql(column, "whole"));
    const keys = known.filter(({ primary }) => primary).map(({ name }) => inQuotes(name));
    if (keys.length > 0) lines.push(`PRIMARY KEY (${keys.join(", ")})`);
    lines.push(...uniqueKeys(args.list[2]));
    this.#tape.write(`CREATE TABLE IF NOT EXISTS ${table.sql} (${lines.join(", ")})`, args.spot);
    for (const column of known) this.#write(commentSql(column, table), args);
  }

  #column(name: "addColumn" | "changeColumn", table: TableName, args: Arguments): void {
    const [, key, said] = args.list;
    const changes = name === "changeColumn";
    if (typeof key !== "string" || said === undefined) {
      this.#tape.hole(args, unknownIn(key)?.why ?? name, changes);
      return;
    }
    // Only the columns of a whole table may be called otherwise than their key.
    const given = isMap(said) ? new Map([...said].filter(([word]) => word !== "field")) : said;
    const column = this.#attribute(key, given, table, args, changes);
    if (column === undefined) return;
    if (changes) this.#write(changeSql(column, table), args);
    else {
      const { before } = column;
      const lenient = this.#tape.recording.guarded ? "IF NOT EXISTS " : "";
      const add = `ALTER TABLE ${table.sql} ADD COLUMN ${lenient}${columnSql(column, "column")}`;
      this.#write([...(before === undefined ? [] : [before]), add, ...commentSql(column, table)], args);
    }
  }

  #write(lines: readonly string[], { spot }: Arguments): void {
    for (const line of lines) this.#tape.write(line, spot);
  }
}

const isAll = (where: Value | undefined): boolean =>
  where === undefined || where === null || (isMap(where) && where.size === 0);

function uniqueKeys(options: Value | undefined): readonly string[] {
  const keys = isMap(options) ? options.get("uniqueKeys") : undefined;
  return [...(isMap(keys) ? keys.values() : [])].flatMap((key) => {
    const fields = isMap(key) ? key.get("fields") : undefined;
    const names = isList(fields) ? fields.filter((one) => typeof one === "string") : [];
    return names.length === 0 ? [] : [`UNIQUE (${names.map(inQuotes).join(", ")})`];
  });
}

function statement(name: string, table: TableName, list: readonly Value[], guarded: boolean): string | undefined {
  const [, two, three] = list;
  const alter = `ALTER TABLE ${table.sql}`;
  const lenient = guarded ? "IF EXISTS " : "";
  const options = isMap(three) ? three : isMap(two) ? two : new Map<string, Value>();
  switch (name) {
    case "dropTable":
      return `DROP TABLE IF EXISTS ${table.sql}${options.get("cascade") === true ? " CASCADE" : ""}`;
    case "removeColumn":
      return typeof two === "string" ? `${alter} DROP COLUMN ${lenient}${inQuotes(two)}` : undefined;
    case "renameColumn":
      return typeof two === "string" && typeof three === "string"
        ? `${alter} RENAME COLUMN ${inQuotes(two)} TO ${inQuotes(three)}`
        : undefined;
    case "renameTable": {
      const to = tableNamed(two);
      return to === undefined ? undefined : `${alter} RENAME TO ${inQuotes(to.bare.split(".").at(-1) ?? to.bare)}`;
    }
    case "addIndex":
      return addIndexSql(table, { two: isMap(two) ? two.get("fields") : two, options });
    case "removeIndex":
      return removeIndexSql(table, { two, options });
    case "addConstraint":
      // Before its fifth version the fields stood by themselves.
      return addConstraintSql(table, isList(two) ? new Map([...options, ["fields", two]]) : options);
    case "removeConstraint":
      return typeof two === "string" ? `${alter} DROP CONSTRAINT ${lenient}${quotedIndex(two)}` : undefined;
    case "createSchema":
      return `CREATE SCHEMA IF NOT EXISTS ${table.sql}`;
    case "dropSchema":
      return `DROP SCHEMA IF EXISTS ${table.sql} CASCADE`;
    default:
      return undefined;
  }
}
