import { type Arguments, Host, Routine, Unknown, type Value } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { filled, RawSql } from "../program/raw-sql.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import { Query } from "./query.ts";
import { SchemaHost } from "./schema.ts";

const STATEMENT =
  /^\s*(?:--|\/\*|\(|;|(?:select|insert|update|delete|create|alter|drop|with|do|set|reset|truncate|grant|revoke|comment|lock|refresh|analyze|vacuum|reindex|call|merge|copy|begin|commit|cluster)\b)/i;

/** `knex`, and `trx` inside a transaction of its own. */
export class KnexHost extends Host {
  readonly #tape: ScriptTape;
  constructor(tape: ScriptTape) {
    super();
    this.#tape = tape;
  }

  override get(name: string): Value | undefined {
    if (name === "schema") return new SchemaHost(this.#tape);
    if (name === "fn") return new Functions();
    if (name === "client")
      return new Map<string, Value>([
        ["config", new Map([["client", "pg"]])],
        ["dialect", "postgresql"],
        ["driverName", "pg"],
      ]);
    return undefined;
  }

  send(name: string, args: Arguments): Value {
    const [one, two] = args.list;
    switch (name) {
      case "raw": {
        if (typeof one === "string" && two === undefined) return this.#raw(args, one);
        const text = typeof one === "string" ? filled(one, two) : undefined;
        return this.#raw(
          args,
          text ??
            (one instanceof Unknown ? one : new Unknown(args.text, { words: typeof one === "string" ? one : "" })),
        );
      }
      case "transaction":
        return one instanceof Routine ? one.run([this]) : this;
      case "ref":
        return typeof one === "string" ? new RawSql(inQuotes(one)) : new Unknown(args.text);
      case "()":
      case "table":
      case "from":
      case "into":
      case "select":
      case "with":
      case "queryBuilder":
      case "insert":
      case "update":
      case "delete":
      case "del":
        return new Query(this.#tape, one).begin(name, args);
      case "batchInsert":
        this.#tape.rows(args);
        return null;
      default:
        return this;
    }
  }

  #raw(args: Arguments, value: Value): Value {
    const said = value instanceof Unknown ? value.words : value;
    // A piece of a query is not sent by itself.
    if (typeof said === "string" && !STATEMENT.test(said)) return new RawSql(said);
    const written = this.#tape.raw(args, 0, value);
    return new RawSql(typeof value === "string" ? value : "", written, (one) => this.#tape.recording.remove(one));
  }
}

/** `knex.fn`. */
class Functions extends Host {
  send(name: string, { list: [digits] }: Arguments): Value {
    if (name === "now")
      return new RawSql(typeof digits === "number" ? `CURRENT_TIMESTAMP(${digits})` : "CURRENT_TIMESTAMP");
    return new RawSql("gen_random_uuid()");
  }
}
