import { type Arguments, Host, isMap, Routine, Unknown, type Value, type ValueMap } from "../../../code/value.ts";
import { RawSql } from "../program/raw-sql.ts";
import { nameSql, valueSql } from "./values.ts";

/** SQL that the tool does not escape. */
export const literal = (value: Value | undefined): Value =>
  typeof value === "string" ? new RawSql(value) : value instanceof Unknown ? value : new Unknown("SQL of its own");

/** `PgLiteral`, which the package exports. */
class Literals extends Host {
  send(name: string, { list: [one] }: Arguments): Value | undefined {
    return name === "create" || name === "()" ? literal(one) : undefined;
  }
}

/** What the package exports, as far as migrations need it. */
class Package extends Host {
  override get(name: string): Value | undefined {
    return libraryName(name);
  }
  send(): undefined {
    return undefined;
  }
}

const required = new Routine(([module]) =>
  module === "node-pg-migrate" ? new Package() : new Unknown(`require(${typeof module === "string" ? module : "…"})`),
);

/** Names that a migration gets from the tool. */
export function libraryName(name: string): Value | undefined {
  if (name === "require") return required;
  return name === "PgLiteral" ? new Literals() : undefined;
}

/** `pgm.db`: what is asked of it is sent at once. */
export class Connection extends Host {
  readonly #ask: (sql: Value | undefined, args: Arguments) => Value;
  constructor(ask: (sql: Value | undefined, args: Arguments) => Value) {
    super();
    this.#ask = ask;
  }
  send(_name: string, args: Arguments): Value {
    return this.#ask(args.list[0], args);
  }
}

/** `{name}` in a text, with what is given for it: a text is a name there. Throws `Unclear`. */
export function filledIn(text: string, given: ValueMap): string {
  let filled = text;
  for (const [name, value] of given)
    filled = filled.replaceAll(`{${name}}`, () =>
      isMap(value) || typeof value === "string" ? nameSql(value) : valueSql(value),
    );
  return filled;
}
