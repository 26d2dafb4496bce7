import { type Arguments, Host, Routine, Unknown, type Value } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { filled } from "../program/raw-sql.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import { TableHost } from "./table.ts";

/** `knex.schema`. */
export class SchemaHost extends Host {
  readonly #tape: ScriptTape;
  #schema = "";
  constructor(tape: ScriptTape) {
    super();
    this.#tape = tape;
  }

  send(name: string, args: Arguments): Value {
    const [one, two] = args.list;
    if (name === "hasTable" || name === "hasColumn") return new Unknown(args.text, { guard: true });
    if (name === "then" && one instanceof Routine) return one.run([null]);
    if (["catch", "finally", "timeout", "on"].includes(name)) return this;
    if (typeof one !== "string") {
      this.#tape.hole(args, one instanceof Unknown ? one.why : name, !name.startsWith("create"));
      // What stands inside is told all the same.
      return this;
    }
    this.#do(name, one, two, args);
    return this;
  }

  #do(name: string, one: string, two: Value | undefined, args: Arguments): void {
    const tape = this.#tape;
    const table = this.#quoted(one);
    const lenient = name.endsWith("IfExists") || tape.recording.guarded ? "IF EXISTS " : "";
    switch (name) {
      case "withSchema":
        this.#schema = one;
        break;
      case "createTable":
      case "createTableIfNotExists": {
        const host = this.#fill(one, two);
        host.create(args, name.endsWith("NotExists") || tape.recording.guarded);
        break;
      }
      case "table":
      case "alterTable":
        this.#fill(one, two).alter();
        break;
      case "dropTable":
      case "dropTableIfExists":
        tape.write(`DROP TABLE ${lenient}${table}`, args.spot);
        break;
      case "renameTable":
        if (typeof two === "string") tape.write(`ALTER TABLE ${table} RENAME TO ${inQuotes(two)}`, args.spot);
        else tape.hole(args, name, true);
        break;
      case "raw": {
        const text = two === undefined ? one : filled(one, two);
        tape.raw(args, 0, text ?? new Unknown(args.text, { words: one }));
        break;
      }
      case "createSchema":
      case "createSchemaIfNotExists":
        tape.write(`CREATE SCHEMA ${name.endsWith("NotExists") ? "IF NOT EXISTS " : ""}${inQuotes(one)}`, args.spot);
        break;
      case "dropSchema":
      case "dropSchemaIfExists":
        tape.write(`DROP SCHEMA ${lenient}${inQuotes(one)}${two === true ? " CASCADE" : ""}`, args.spot);
        break;
      case "dropView":
      case "dropViewIfExists":
        tape.write(`DROP VIEW ${lenient}${table}`, args.spot);
        break;
      case "dropMaterializedView":
      case "dropMaterializedViewIfExists":
        tape.write(`DROP MATERIALIZED VIEW ${lenient}${table}`, args.spot);
        break;
      case "createExtension":
      case "createExtensionIfNotExists":
        tape.write(`CREATE EXTENSION IF NOT EXISTS ${inQuotes(one)}`, args.spot);
        break;
      default:
        tape.hole(args, name, !name.startsWith("create"));
    }
  }

  #quoted(name: string): string {
    const whole = this.#schema === "" ? name : `${this.#schema}.${name}`;
    return whole.split(".").map(inQuotes).join(".");
  }

  #fill(name: string, block: Value | undefined): TableHost {
    const host = new TableHost(this.#tape, name, this.#quoted(name));
    if (block instanceof Routine) block.run([host]);
    return host;
  }
}
