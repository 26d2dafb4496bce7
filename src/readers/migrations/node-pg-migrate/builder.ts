import { type Arguments, Host, isMap, Unknown, unknownIn, type Value } from "../../../code/value.ts";
import type { Written } from "../../../sql/written.ts";
import { Connection, filledIn, literal } from "./library.ts";
import type { ScriptTape } from "../program/script-tape.ts";
import type { Operations } from "./operation.ts";
import { functions } from "./operations/functions.ts";
import { grants } from "./operations/grants.ts";
import { indexes } from "./operations/indexes.ts";
import { tables } from "./operations/tables.ts";
import { types } from "./operations/types.ts";
import { views } from "./operations/views.ts";
import type { Settled } from "./settle.ts";
import { NOTHING, type Shorthands, Unclear } from "./values.ts";

const OPERATIONS: Operations = { ...tables, ...indexes, ...types, ...views, ...functions, ...grants };

/** `pgm`: what is called on it, as SQL in the order in which it is sent. */
export class Builder extends Host {
  readonly #tape: ScriptTape;
  /** A way down is made of the way up. */
  readonly #back: boolean;
  #atOnce: Written[] = [];

  constructor(tape: ScriptTape, back = false) {
    super();
    this.#tape = tape;
    this.#back = back;
  }

  override get(name: string): Value | undefined {
    return name === "db" ? new Connection((one, args) => this.#query(one, args)) : undefined;
  }

  send(name: string, args: Arguments): Value {
    const tape = this.#tape;
    if (name === "func") return literal(args.list[0]);
    if (name === "noTransaction") {
      tape.joined.add(false);
      return this;
    }
    if (name === "sql") this.#sql(args);
    else if (Object.hasOwn(OPERATIONS, name)) this.#operate(name, args);
    else if (this.#back) tape.refuses = true;
    else tape.hole(args, name, !/^(?:create|add)/.test(name));
    return null;
  }

  /** What the function sent at once runs before all that the builder has gathered; a way back is sent from its end. */
  finish(): void {
    const { recording, refuses } = this.#tape;
    // Nothing is sent before the function has come to its end.
    if (refuses) return recording.replace([]);
    const rest = recording.items.filter((item) => !this.#atOnce.includes(item));
    recording.replace([...this.#atOnce, ...(this.#back ? rest.toReversed() : rest)]);
  }

  #operate(name: string, args: Arguments): void {
    const operation = OPERATIONS[name];
    const way = this.#back ? operation?.back : operation?.sql;
    if (way === undefined) {
      this.#tape.refuses = true;
      return;
    }
    const { list } = args;
    const sql = (shorthands: Shorthands): string => way({ list, shorthands });
    try {
      const written: Settled = { sql: sql(NOTHING), spot: args.spot, with: sql };
      if (written.sql !== "") this.#tape.recording.add(written);
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      if (this.#back && unknownIn([...list]) === undefined) this.#tape.refuses = true;
      else this.#tape.hole(args, unknownIn([...list])?.why ?? error.message, !/^(?:create|add)/.test(name));
    }
  }

  #sql(args: Arguments): void {
    if (this.#back) {
      this.#tape.refuses = true;
      return;
    }
    const [text, given] = args.list;
    if (typeof text !== "string" || !isMap(given)) this.#tape.raw(args);
    else {
      try {
        this.#tape.raw(args, 0, filledIn(text, given));
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        this.#tape.valued(args, text);
      }
    }
  }

  #query(one: Value | undefined, args: Arguments): Value {
    if (this.#back) this.#tape.refuses = true;
    else if (isMap(one)) {
      // `{ text, values }`: what it is filled with is rows.
      const text = one.get("text") ?? null;
      if (typeof text === "string") this.#tape.valued(args, text);
      else this.#tape.raw(args, 0, text);
    } else if (args.list.length > 1 && typeof one === "string") this.#tape.valued(args, one);
    else if (typeof one !== "string" || !/^\s*(?:select|with\b[^;]*\bselect)\b/i.test(one)) {
      const written = this.#tape.raw(args);
      if (written !== undefined) this.#atOnce.push(written);
    }
    return new Unknown(args.text);
  }
}
