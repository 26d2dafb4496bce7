import { type Arguments, Host, isMap, type Spot, Unknown, type Value } from "../../../code/value.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";
import { filled } from "../program/raw-sql.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import { type Column, ColumnHost, type Foreign, ForeignHost, Ignored, namesOf } from "./column.ts";
import { columnType, isColumnType } from "./types.ts";

/** `table` of `createTable` and `alterTable`: what is called on it, as SQL in the order in which Knex sends it. */
export class TableHost extends Host {
  readonly #tape: ScriptTape;
  readonly #table: string;
  readonly #sql: string;
  readonly #columns: Column[] = [];
  readonly #later: { sql: () => string | undefined; spot: Spot }[] = [];
  readonly #keys: string[] = [];

  constructor(tape: ScriptTape, table: string, sql: string) {
    super();
    this.#tape = tape;
    this.#table = table;
    this.#sql = sql;
  }

  send(name: string, args: Arguments): Value {
    const [one] = args.list;
    if (isColumnType(name)) return this.#column(name, args);
    if (name === "timestamps") return this.#timestamps(args);
    if (["engine", "charset", "collate", "inherits", "comment"].includes(name)) {
      if (name === "comment" && typeof one === "string")
        this.#then(args, `COMMENT ON TABLE ${this.#sql} IS ${textInQuotes(one)}`);
      return this;
    }
    const names = namesOf(one);
    if (names === undefined && name !== "dropTimestamps" && name !== "dropPrimary" && name !== "dropColumns") {
      this.#tape.hole(args, one instanceof Unknown ? one.why : name, !/^(?:index|unique|primary|foreign)$/.test(name));
      return new Ignored();
    }
    return this.#change(name, names ?? [], args);
  }

  #change(name: string, names: readonly string[], args: Arguments): Value {
    const named = this.#named(args.list[1], names, name.replace(/^drop/, "").toLowerCase());
    const alter = `ALTER TABLE ${this.#sql}`;
    const listed = names.map(inQuotes).join(", ");
    switch (name) {
      case "dropColumn":
      case "dropColumns": {
        const gone = args.list.flatMap((value) => namesOf(value) ?? []);
        return this.#then(args, `${alter} ${gone.map((column) => `DROP COLUMN ${inQuotes(column)}`).join(", ")}`);
      }
      case "dropTimestamps":
        return this.#then(args, `${alter} DROP COLUMN "created_at", DROP COLUMN "updated_at"`);
      case "renameColumn":
        return this.#then(args, `${alter} RENAME COLUMN ${listed} TO ${inQuotes(namesOf(args.list[1])?.[0] ?? "")}`);
      case "setNullable":
        return this.#then(args, `${alter} ALTER COLUMN ${listed} DROP NOT NULL`);
      case "dropNullable":
        return this.#then(args, `${alter} ALTER COLUMN ${listed} SET NOT NULL`);
      case "primary":
        return this.#then(
          args,
          `${alter} ADD CONSTRAINT ${inQuotes(this.#named(args.list[1], [], "pkey"))} PRIMARY KEY (${listed})`,
        );
      case "unique":
        return this.#then(args, this.#unique(listed, named, args));
      case "index":
        return this.#then(args, this.#index(listed, named, args));
      case "dropIndex":
        return this.#then(args, `DROP INDEX ${inQuotes(named)}`);
      case "dropUnique":
      case "dropForeign":
        return this.#then(args, `${alter} DROP CONSTRAINT ${inQuotes(named)}`);
      case "dropPrimary": {
        const key = typeof args.list[0] === "string" ? args.list[0] : `${this.#table}_pkey`;
        return this.#then(args, `${alter} DROP CONSTRAINT ${inQuotes(key)}`);
      }
      case "foreign": {
        const said = args.list[1];
        const key: Foreign = {
          columns: names,
          spot: args.spot,
          keys: ["id"],
          rules: "",
          ...(typeof said === "string" ? { name: said } : {}),
        };
        this.#later.push({ sql: () => this.#foreign(key), spot: args.spot });
        return new ForeignHost(key);
      }
      case "dropChecks":
        return this.#then(
          args,
          `${alter} ${args.list
            .flatMap((value) => namesOf(value) ?? [])
            .map((check) => `DROP CONSTRAINT ${inQuotes(check)}`)
            .join(", ")}`,
        );
      case "check":
        return this.#then(
          args,
          `${alter} ADD CONSTRAINT ${inQuotes(this.#named(args.list[2], [], "check"))} CHECK (${filled(names.join(""), args.list[1] ?? null) ?? "NULL"})`,
        );
      default:
        this.#tape.hole(args, name, true);
        return new Ignored();
    }
  }

  #then({ spot }: Arguments, sql: string): Value {
    this.#later.push({ sql: () => sql, spot });
    return new Ignored();
  }

  /** The name of an index or a constraint: as given, or as Knex makes it. */
  #named(given: Value | undefined, columns: readonly string[], kind: string): string {
    const said = isMap(given) ? given.get("indexName") : given;
    if (typeof said === "string") return said;
    const bare = this.#table.replaceAll(/[.-]/g, "_");
    return kind === "pkey" ? `${bare}_pkey` : [bare, ...columns, kind].join("_").replaceAll(/[.-]/g, "_").toLowerCase();
  }

  #unique(listed: string, name: string, { list: [, options] }: Arguments): string {
    const said = isMap(options) ? options : new Map<string, Value>();
    if (said.get("useConstraint") !== false && !said.has("predicate"))
      return `ALTER TABLE ${this.#sql} ADD CONSTRAINT ${inQuotes(name)} UNIQUE (${listed})`;
    return `CREATE UNIQUE INDEX ${inQuotes(name)} ON ${this.#sql} (${listed})`;
  }

  #index(listed: string, name: string, { list: [, , third] }: Arguments): string {
    const kind = isMap(third) ? third.get("indexType") : third;
    const unique = kind === "unique" ? "UNIQUE " : "";
    const using = typeof kind === "string" && kind !== "unique" ? ` USING ${kind}` : "";
    return `CREATE ${unique}INDEX ${inQuotes(name)} ON ${this.#sql}${using} (${listed})`;
  }

  #foreign({ columns, name, keys, to, rules }: Foreign): string | undefined {
    if (to === undefined) return undefined;
    const own = name ?? this.#named(undefined, columns, "foreign");
    const target = to.split(".").map(inQuotes).join(".");
    return `ALTER TABLE ${this.#sql} ADD CONSTRAINT ${inQuotes(own)} FOREIGN KEY (${columns.map(inQuotes).join(", ")}) REFERENCES ${target} (${keys.map(inQuotes).join(", ")})${rules}`;
  }

  #column(kind: string, args: Arguments): Value {
    const named = kind === "increments" || kind === "bigIncrements" ? (args.list[0] ?? "id") : args.list[0];
    const [name, made] =
      typeof named === "string" ? [named, columnType(kind, named, args.list.slice(1))] : [undefined, undefined];
    if (name === undefined || made === undefined) {
      this.#tape.hole(args, (args.list.find((value) => value instanceof Unknown) ?? new Unknown(kind)).why, false);
      return new Ignored();
    }
    const options = args.list[1];
    const key = /increments$/i.test(kind) && !(isMap(options) && options.get("primaryKey") === false);
    const column: Column = { name, ...made, spot: args.spot, key };
    this.#columns.push(column);
    return new ColumnHost(column, (sql, spot) => this.#later.push({ sql, spot }), {
      alter: `ALTER TABLE ${this.#sql}`,
      sql: this.#sql,
      named: (given, kind) => this.#named(given, [name], kind),
      index: (like) =>
        this.#index(inQuotes(name), this.#named(like.list[0], [name], "index"), {
          ...like,
          list: [null, null, like.list[1] ?? null],
        }),
      foreign: (one) => this.#foreign(one),
      hole: (like) => this.#tape.hole(like, like.text, false),
    });
  }

  #timestamps(args: Arguments): Value {
    const [one, two] = args.list;
    const options = isMap(one) ? one : new Map<string, Value>([["defaultToNow", two ?? false]]);
    const camel = options.get("useCamelCase") === true;
    for (const name of camel ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"]) {
      const now = options.get("defaultToNow") === true;
      this.#columns.push({
        name,
        type: "timestamp with time zone",
        spot: args.spot,
        key: false,
        ...(now ? { nullable: false, fallback: "CURRENT_TIMESTAMP" } : {}),
      });
    }
    return new Ignored();
  }

  /** Sends the whole table. */
  create(args: Arguments, lenient: boolean): void {
    const { spot } = args;
    for (const { before } of this.#columns) if (before !== undefined) this.#tape.write(before, spot);
    const lines = this.#columns.map((column) => this.#line(column));
    this.#tape.write(
      `CREATE TABLE ${lenient ? "IF NOT EXISTS " : ""}${this.#sql} (${[...lines, ...this.#keys].join(", ")})`,
      spot,
    );
    this.#rest();
  }

  /** Sends what changes: new columns first, then changed ones, then the rest. */
  alter(): void {
    const added = this.#columns.filter(({ alters }) => alters !== true);
    for (const { before, spot } of added) if (before !== undefined) this.#tape.write(before, spot);
    for (const column of added)
      this.#tape.write(
        `ALTER TABLE ${this.#sql} ADD COLUMN ${this.#tape.recording.guarded ? "IF NOT EXISTS " : ""}${this.#line(column)}`,
        column.spot,
      );
    for (const { name, type, nullable, fallback, alters, spot } of this.#columns) {
      if (alters !== true) continue;
      const alter = `ALTER COLUMN ${inQuotes(name)}`;
      const parts = [
        `${alter} DROP DEFAULT`,
        `${alter} DROP NOT NULL`,
        `${alter} TYPE ${type} USING (${inQuotes(name)}::${type})`,
      ];
      if (fallback !== undefined) parts.push(`${alter} SET DEFAULT ${fallback}`);
      if (nullable === false) parts.push(`${alter} SET NOT NULL`);
      this.#tape.write(`ALTER TABLE ${this.#sql} ${parts.join(", ")}`, spot);
    }
    this.#rest();
  }

  #line({ name, type, nullable, fallback, check, key }: Column): string {
    return [
      inQuotes(name),
      type,
      ...(key ? ["PRIMARY KEY"] : []),
      ...(check === undefined ? [] : [`CHECK (${check})`]),
      ...(fallback === undefined ? [] : [`DEFAULT ${fallback}`]),
      ...(nullable === undefined ? [] : [nullable ? "NULL" : "NOT NULL"]),
    ].join(" ");
  }

  #rest(): void {
    for (const { name, comment, spot } of this.#columns)
      if (comment !== undefined)
        this.#tape.write(`COMMENT ON COLUMN ${this.#sql}.${inQuotes(name)} IS ${textInQuotes(comment)}`, spot);
    for (const { sql, spot } of this.#later) {
      const text = sql();
      if (text !== undefined) this.#tape.write(text, spot);
    }
  }
}
