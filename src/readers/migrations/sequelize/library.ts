import { type Arguments, Host, Routine, Unknown, type Value } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { RawSql } from "../program/raw-sql.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import { literalSql } from "./literal.ts";
import { dataType, DataTypes } from "./types.ts";

const MADE: ReadonlySet<string> = new Set(["literal", "fn", "col", "cast"]);

/** What `Sequelize.literal`, `fn`, `col` and `cast` stand for. */
function made(name: string, [one, ...rest]: readonly Value[]): Value {
  const doubt = new Unknown(`Sequelize.${name}`);
  if (name === "cast") {
    const [value, type] = [literalSql(one), rest[0]];
    return value === undefined || typeof type !== "string" ? doubt : new RawSql(`CAST(${value} AS ${type})`);
  }
  if (typeof one !== "string") return one instanceof Unknown ? one : doubt;
  if (name === "literal") return new RawSql(one);
  if (name === "col") return new RawSql(one.split(".").map(inQuotes).join("."));
  const given = rest.map((value) => literalSql(value));
  return given.includes(undefined) ? doubt : new RawSql(`${one}(${given.join(", ")})`);
}

/** The words of an operator are its key. */
class Operators extends Host {
  override get(name: string): Value {
    return `$${name}`;
  }
  send(): undefined {
    return undefined;
  }
}

class Deferrable extends Host {
  override get(name: string): Value {
    return new RawSql(name === "NOT" ? "NOT DEFERRABLE" : `DEFERRABLE ${name.replaceAll("_", " ")}`);
  }
  send(name: string): Value {
    return this.get(name);
  }
}

/** `Sequelize`, the second argument of `up`, and what the package exports. */
export class Library extends Host {
  override get(name: string): Value | undefined {
    if (name === "Sequelize" || name === "default") return this;
    if (name === "DataTypes") return new DataTypes();
    if (name === "Op") return new Operators();
    if (name === "Deferrable") return new Deferrable();
    if (MADE.has(name)) return new Routine((values) => made(name, values));
    return dataType(name);
  }
  send(name: string, { list }: Arguments): Value | undefined {
    return MADE.has(name) ? made(name, list) : dataType(name, list);
  }
}

const WRITES = /^(?:(?:bulk)?create|update|upsert|destroy|save|increment|decrement|truncate|restore|findOrCreate)$/i;

/** The application's models: whether they change rows, not which. */
class Models extends Host {
  readonly #tape: ScriptTape;
  constructor(tape: ScriptTape) {
    super();
    this.#tape = tape;
  }
  override get(name: string): Value {
    return name === "sequelize" ? new Unknown("the application's own connection") : this;
  }
  send(name: string, args: Arguments): Value {
    if (WRITES.test(name)) this.#tape.rows(args);
    for (const value of args.list) if (value instanceof Routine) value.run([new Unknown(args.text)]);
    return new Unknown(args.text);
  }
}

/** What `require` answers, as far as migrations need it. */
const required = (tape: ScriptTape): Routine =>
  new Routine(([module]) => {
    if (module === "sequelize") return new Library();
    if (typeof module === "string" && /(^|\/)models?(\/|$)/.test(module)) return new Models(tape);
    return new Unknown(`require(${typeof module === "string" ? module : "…"})`);
  });

/** Names that a migration gets from Sequelize. */
export function libraryName(name: string, tape: ScriptTape): Value | undefined {
  if (name === "require") return required(tape);
  const whole = new Library();
  return name === "Sequelize" || name === "sequelize" ? whole : name === "default" ? undefined : whole.get(name);
}
