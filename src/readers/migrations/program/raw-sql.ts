import { type Arguments, Host, isList, isMap, Routine, type Value } from "../../../code/value.ts";
import type { Written } from "../../../sql/written.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";

/** SQL that a program has in hand, to send it or to put it into something else. */
export class RawSql extends Host {
  readonly sql: string;
  readonly #written: Written | undefined;
  readonly #unsend: ((written: Written) => void) | undefined;
  constructor(sql: string, written?: Written, unsend?: (written: Written) => void) {
    super();
    this.sql = sql;
    this.#written = written;
    this.#unsend = unsend;
  }
  /** It goes into something else, and is not sent by itself. */
  use(): string {
    if (this.#written !== undefined) this.#unsend?.(this.#written);
    return this.sql;
  }
  send(name: string, { list: [one] }: Arguments): Value {
    if ((name === "then" || name === "finally") && one instanceof Routine) return one.run([null]);
    return this;
  }
}

/** A default or another value as SQL; undefined where it is not known. */
export function literalOf(value: Value | undefined): string | undefined {
  if (value instanceof RawSql) return value.use();
  if (typeof value === "string") return textInQuotes(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "NULL";
  if (isList(value)) return value.length === 0 ? "'{}'" : undefined;
  return isMap(value) ? textInQuotes(JSON.stringify(Object.fromEntries(value))) : undefined;
}

/** Fills `?`, `??` and `:name` with what was given for them. */
export function filled(sql: string, given: Value | undefined): string | undefined {
  if (given === undefined || given === null) return sql;
  if (isMap(given)) {
    let known = true;
    const text = sql.replaceAll(/(?<![:\w]):(\w+)(:(?!:))?/g, (slot, name: string, ending?: string) => {
      const value = given.get(name);
      if (value === undefined) return slot;
      const word = ending === ":" && typeof value === "string" ? nameOf(value) : literalOf(value);
      known &&= word !== undefined;
      return word ?? slot;
    });
    return known ? text : undefined;
  }
  const values = isList(given) ? [...given] : [given];
  let known = true;
  const text = sql.replaceAll(/\\?\?\??/g, (slot) => {
    if (slot.startsWith("\\")) return "?";
    const value = values.shift();
    const word = slot === "??" && typeof value === "string" ? nameOf(value) : literalOf(value);
    known &&= word !== undefined;
    return word ?? slot;
  });
  return known ? text : undefined;
}

const nameOf = (name: string): string => name.split(".").map(inQuotes).join(".");
