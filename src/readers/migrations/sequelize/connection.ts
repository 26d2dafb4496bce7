import { type Arguments, type Host, isList, isMap, Routine, Unknown, type Value } from "../../../code/value.ts";
import { filled } from "../program/raw-sql.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import { Library } from "./library.ts";

/** `queryInterface.sequelize`: SQL as it stands, and transactions of the program's own. */
export class Connection extends Library {
  readonly #tape: ScriptTape;
  readonly #queryInterface: Host;
  constructor(tape: ScriptTape, queryInterface: Host) {
    super();
    this.#tape = tape;
    this.#queryInterface = queryInterface;
  }

  override get(name: string): Value | undefined {
    if (name === "dialect") return new Map([["name", "postgres"]]);
    if (name === "options" || name === "config") return new Map([["dialect", "postgres"]]);
    return name === "constructor" || name === "Sequelize" ? new Library() : super.get(name);
  }

  override send(name: string, args: Arguments): Value | undefined {
    const [one, two] = args.list;
    switch (name) {
      case "query":
        return this.#query(args);
      case "transaction": {
        const run = [one, two].find((value) => value instanceof Routine);
        const token = new Unknown("the transaction");
        return run instanceof Routine ? run.run([token]) : token;
      }
      case "getDialect":
        return "postgres";
      case "getQueryInterface":
        return this.#queryInterface;
      case "escape":
        return filled("?", [one ?? null]);
      case "authenticate":
      case "close":
        return null;
      default:
        return super.send(name, args);
    }
  }

  #query(args: Arguments): Value {
    const [one, options] = args.list;
    const sql = isMap(one) ? one.get("query") : one;
    const given = isMap(options) ? options : new Map<string, Value>();
    const values = given.get("replacements") ?? (isMap(one) ? one.get("values") : undefined);
    const bound = given.get("bind");
    const text = typeof sql !== "string" ? sql : bound === undefined ? replaced(sql, values) : withBound(sql, bound);
    if (typeof text !== "string" || !/^\s*select\b/i.test(text)) joins(this.#tape, args);
    this.#tape.raw(args, 0, text ?? new Unknown(args.text));
    return new Unknown(args.text);
  }
}

/** Notes whether a call goes with a transaction that the program has opened. */
export function joins(tape: ScriptTape, { list }: Arguments): void {
  const own = list.map((value) => (isMap(value) ? value.get("transaction") : undefined));
  // A column may have that name too.
  tape.joined.add(own.some((value) => value instanceof Unknown));
}

const replaced = (sql: string, values: Value | undefined): Value =>
  filled(sql, values) ?? new Unknown("a value of the program's", { words: sql });

/** `$1`, `$name`: a value changes no schema. */
function withBound(sql: string, bound: Value): Value {
  let known = true;
  const text = sql.replaceAll(/\$(\w+)/g, (slot, key: string) => {
    const value = isList(bound) ? bound[Number(key) - 1] : isMap(bound) ? bound.get(key) : undefined;
    if (value === undefined) return slot;
    const said = filled("?", [value]);
    known &&= said !== undefined;
    return said ?? slot;
  });
  return known ? text : new Unknown("a value of the program's", { words: sql });
}
