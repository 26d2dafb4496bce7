import { type Arguments, Host, isList, isMap, Routine, Unknown, type Value } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { RawSql } from "../program/raw-sql.ts";
import type { ScriptTape } from "../program/script-tape.ts";

const WRITES: ReadonlySet<string> = new Set([
  "insert",
  "update",
  "del",
  "delete",
  "increment",
  "decrement",
  "upsert",
  "truncate",
  "merge",
]);

/** A query that is built: whether it changes rows, not which. */
export class Query extends Host {
  readonly #tape: ScriptTape;
  readonly #table: Value | undefined;
  #bound = false;
  constructor(tape: ScriptTape, table: Value | undefined) {
    super();
    this.#tape = tape;
    this.#table = table;
  }
  begin(name: string, args: Arguments): Value {
    take(args.list);
    return WRITES.has(name) ? this.send(name, args) : this;
  }
  send(name: string, args: Arguments): Value {
    const [one] = args.list;
    take(args.list);
    if (/^(?:and|or)?where|join|having|limit/i.test(name)) this.#bound = true;
    if (WRITES.has(name)) {
      const whole =
        typeof this.#table === "string" && !this.#bound ? this.#table.split(".").map(inQuotes).join(".") : undefined;
      if (whole !== undefined && name === "truncate") this.#tape.write(`TRUNCATE ${whole}`, args.spot);
      else if (whole !== undefined && (name === "del" || name === "delete"))
        this.#tape.write(`DELETE FROM ${whole}`, args.spot);
      else this.#tape.rows(args);
      return this;
    }
    if (name === "then" && one instanceof Routine) return one.run([new Unknown(args.text)]);
    if (["map", "forEach", "reduce", "filter"].includes(name))
      return this.#tape.stray(name, args, new Unknown(args.text));
    return this;
  }
  override get(name: string): Value {
    return new Unknown(name);
  }
}

/** SQL that goes into a query is not sent by itself. */
function take(values: readonly Value[]): void {
  for (const value of values) {
    if (value instanceof RawSql) value.use();
    else if (isList(value)) take(value);
    else if (isMap(value)) take([...value.values()]);
  }
}
