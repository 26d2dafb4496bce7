import { type Arguments, Host, isList, isMap, Routine, Unknown, unknownIn, type Value } from "../../../code/value.ts";
import { type Command, Irreversible } from "./command.ts";
import { inQuotes, tableInQuotes, textInQuotes } from "../../../sql/quote.ts";
import { ALIASES, COMMANDS, GUARDS, SILENT, WRAPPERS } from "./vocabulary.ts";
import type { Tape } from "./tape.ts";

/** Ruby's last hash is the options, with or without braces. */
function commandOf(name: string, args: Arguments, tape: Tape, before: readonly Value[] = []): Command {
  const last = args.list.at(-1);
  // A default may be a hash by itself.
  const trailing = isMap(last) && (name !== "change_column_default" || last.has("from"));
  const list = trailing ? args.list.slice(0, -1) : args.list;
  const letters = args.letters[0];
  return {
    name,
    args: [...before, ...list].map(settled),
    options: new Map([...(trailing ? last : []), ...args.named].map(([key, value]) => [key, settled(value)])),
    spot: args.spot,
    text: args.text,
    guarded: tape.recording.guarded,
    ...(name === "execute" && letters !== undefined ? { letters } : {}),
  };
}

/** A lambda runs while the program can still be read. */
function settled(value: Value): Value {
  if (!(value instanceof Routine)) return value;
  const answer = value.run([]);
  return new Routine(() => answer);
}

/** What a migration is to its own methods, and what `connection` is to all. */
export class MigrationHost extends Host {
  readonly #tape: Tape;
  constructor(tape: Tape) {
    super();
    this.#tape = tape;
  }

  send(name: string, args: Arguments): Value | undefined {
    const tape = this.#tape;
    const own = ALIASES[name] ?? name;
    if (own === "create_table" || own === "create_join_table" || own === "drop_table" || own === "drop_join_table")
      return this.#table(own, args);
    if (COMMANDS.has(own)) {
      tape.record(commandOf(own, args, tape));
      return null;
    }
    if (GUARDS.has(name)) return new Unknown(args.text, { guard: true });
    if (name === "safety_assured") tape.assured.push(args.spot);
    if (WRAPPERS.has(name)) return args.block?.run([this]) ?? null;
    if (SILENT.has(name)) return null;
    return this.#control(name, args);
  }

  #control(name: string, args: Arguments): Value | undefined {
    const tape = this.#tape;
    switch (name) {
      case "change_table":
        args.block?.run([new ChangedTable(tape, args.list[0] ?? null)]);
        return null;
      case "reversible":
        tape.straight(() => args.block?.run([new Direction(tape)]));
        return null;
      case "up_only":
        if (!tape.reverting) tape.straight(() => args.block?.run([]));
        return null;
      case "revert":
        if (args.block === undefined) tape.revertOthers(args);
        else tape.revert(() => args.block?.run([]));
        return null;
      case "reverting?":
        return tape.reverting;
      case "raise":
        if (!tape.recording.inDoubt) throw new Irreversible("raise");
        return null;
      case "connection":
      case "itself":
      case "lease_connection":
      case "retrieve_connection":
        return this;
      case "adapter_name":
        return "PostgreSQL";
      case "quote":
        return quoted(args.list[0]) ?? new Unknown(args.text);
      case "quote_table_name":
      case "quote_column_name":
        return typeof args.list[0] === "string"
          ? (name === "quote_table_name" ? tableInQuotes : inQuotes)(args.list[0])
          : new Unknown(args.text);
      default:
        return name.startsWith("supports_") ? true : undefined;
    }
  }

  #table(name: string, args: Arguments): Value {
    const rows: Command[] = [];
    const [first = null] = args.list;
    if (name.startsWith("create") || args.block !== undefined) args.block?.run([new NewTable(this.#tape, rows, first)]);
    const given = commandOf(name, args, this.#tape);
    this.#tape.record(args.block === undefined ? given : { ...given, rows });
    return null;
  }
}

const quoted = (value: Value | undefined): string | undefined => {
  if (typeof value === "string") return textInQuotes(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === null ? "NULL" : undefined;
};

/** `dir` of `reversible`. */
class Direction extends Host {
  readonly #tape: Tape;
  constructor(tape: Tape) {
    super();
    this.#tape = tape;
  }
  send(name: string, args: Arguments): Value | undefined {
    if (name !== "up" && name !== "down") return undefined;
    if ((name === "down") === this.#tape.reverting) args.block?.run([]);
    return null;
  }
}

/** `t` of `create_table`: everything is a column, but for a few. */
class NewTable extends Host {
  readonly #tape: Tape;
  readonly #rows: Command[];
  readonly #name: Value;
  constructor(tape: Tape, rows: Command[], name: Value) {
    super();
    this.#tape = tape;
    this.#rows = rows;
    this.#name = name;
  }
  send(name: string, args: Arguments): Value {
    if (name === "name") return this.#name;
    this.#rows.push(commandOf(name, args, this.#tape));
    return null;
  }
}

const ON_TABLE: Readonly<Record<string, string>> = {
  column: "add_column",
  index: "add_index",
  references: "add_reference",
  belongs_to: "add_reference",
  timestamps: "add_timestamps",
  foreign_key: "add_foreign_key",
  check_constraint: "add_check_constraint",
  exclusion_constraint: "add_exclusion_constraint",
  unique_constraint: "add_unique_constraint",
  change: "change_column",
  change_default: "change_column_default",
  change_null: "change_column_null",
  rename: "rename_column",
  rename_index: "rename_index",
  remove: "remove_columns",
  remove_column: "remove_columns",
  remove_columns: "remove_columns",
  remove_references: "remove_reference",
  remove_belongs_to: "remove_reference",
  remove_index: "remove_index",
  remove_timestamps: "remove_timestamps",
  remove_foreign_key: "remove_foreign_key",
  remove_check_constraint: "remove_check_constraint",
  remove_exclusion_constraint: "remove_exclusion_constraint",
  remove_unique_constraint: "remove_unique_constraint",
};

/** `t` of `change_table`: each call is one of the migration's own, on this table. */
class ChangedTable extends Host {
  readonly #tape: Tape;
  readonly #name: Value;
  constructor(tape: Tape, name: Value) {
    super();
    this.#tape = tape;
    this.#name = name;
  }
  send(name: string, args: Arguments): Value {
    if (name === "name") return this.#name;
    if (name.endsWith("?")) return new Unknown(args.text, { guard: true });
    const own = ON_TABLE[name];
    const given = commandOf(own ?? "add_column", args, this.#tape, [this.#name]);
    if (own === "add_reference" || own === "remove_reference")
      for (const one of given.args.slice(1)) this.#tape.record({ ...given, args: [this.#name, one] });
    else if (own !== undefined) this.#tape.record(given);
    // `t.string :a, :b` adds two.
    else for (const one of given.args.slice(1)) this.#tape.record({ ...given, args: [this.#name, one, name] });
    return null;
  }
}

/** Is there anything in it that only a run would tell? */
export const holeIn = ({ args, options, rows }: Command): Unknown | undefined =>
  unknownIn(args.filter((value) => !isList(value) || value.length > 0)) ??
  unknownIn(options) ??
  (rows ?? []).map(holeIn).find((hole) => hole !== undefined);
