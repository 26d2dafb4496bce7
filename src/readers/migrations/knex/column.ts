import { type Arguments, Host, isList, type Spot, type Value } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { literalOf } from "../program/raw-sql.ts";

/** A column as the calls behind it describe it. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly before?: string;
  readonly check?: string;
  readonly spot: Spot;
  readonly key: boolean;
  nullable?: boolean;
  fallback?: string;
  alters?: boolean;
  comment?: string;
  primary?: string;
}

/** A foreign key as the calls behind it describe it. */
export interface Foreign {
  readonly columns: readonly string[];
  readonly spot: Spot;
  name?: string;
  keys: readonly string[];
  to?: string;
  rules: string;
}

export const namesOf = (value: Value | undefined): readonly string[] | undefined => {
  const list = isList(value) ? value : [value];
  const names = list.filter((one) => typeof one === "string");
  return names.length === list.length ? names : undefined;
};

const DEFER: Readonly<Record<string, string>> = { deferred: "INITIALLY DEFERRED", immediate: "INITIALLY IMMEDIATE" };

/** What comes back from a call whose result says nothing more. */
export class Ignored extends Host {
  send(): Value {
    return this;
  }
}

interface Ways {
  readonly alter: string;
  readonly sql: string;
  named(given: Value | undefined, kind: string): string;
  index(args: Arguments): string;
  foreign(key: Foreign): string | undefined;
  hole(args: Arguments): void;
}

/** What is called on a column. */
export class ColumnHost extends Host {
  readonly #column: Column;
  readonly #later: (sql: () => string | undefined, spot: Spot) => void;
  readonly #ways: Ways;
  #key: Foreign | undefined;
  constructor(column: Column, later: (sql: () => string | undefined, spot: Spot) => void, ways: Ways) {
    super();
    this.#column = column;
    this.#later = later;
    this.#ways = ways;
  }

  send(name: string, args: Arguments): Value {
    const [one] = args.list;
    const column = this.#column;
    const quoted = inQuotes(column.name);
    switch (name) {
      case "notNullable":
      case "notNull":
        column.nullable = false;
        break;
      case "nullable":
        column.nullable = one !== false;
        break;
      case "defaultTo":
      case "default": {
        const value = literalOf(one);
        if (value === undefined) this.#ways.hole(args);
        else if (value !== "NULL") column.fallback = value;
        break;
      }
      case "alter":
        column.alters = true;
        break;
      case "comment":
        if (typeof one === "string") column.comment = one;
        break;
      case "primary":
        if (!column.key)
          this.#later(
            () =>
              `${this.#ways.alter} ADD CONSTRAINT ${inQuotes(this.#ways.named(one, "pkey"))} PRIMARY KEY (${quoted})`,
            args.spot,
          );
        break;
      case "unique":
        this.#later(
          () => `${this.#ways.alter} ADD CONSTRAINT ${inQuotes(this.#ways.named(one, "unique"))} UNIQUE (${quoted})`,
          args.spot,
        );
        break;
      case "index":
        this.#later(() => this.#ways.index(args), args.spot);
        break;
      default:
        this.#reference(name, args);
    }
    return this;
  }

  #reference(name: string, args: Arguments): void {
    if (name === "references" || name === "inTable") {
      if (this.#key === undefined) {
        const key: Foreign = { columns: [this.#column.name], spot: args.spot, keys: ["id"], rules: "" };
        this.#key = key;
        this.#later(() => this.#ways.foreign(key), args.spot);
      }
    }
    if (this.#key !== undefined) describe(this.#key, name, args);
  }
}

export class ForeignHost extends Host {
  readonly #key: Foreign;
  constructor(key: Foreign) {
    super();
    this.#key = key;
  }
  send(name: string, args: Arguments): Value {
    describe(this.#key, name, args);
    return this;
  }
}

/** One more call about a foreign key. */
function describe(key: Foreign, name: string, { list: [one] }: Arguments): void {
  if (name === "references") {
    const names = namesOf(one) ?? [];
    // `references("table.column")`
    const dotted = names.length === 1 ? /^(.+)\.([^.]+)$/.exec(names[0] ?? "") : null;
    key.keys = dotted === null ? names : [dotted[2] ?? ""];
    if (dotted !== null && key.to === undefined) key.to = dotted[1] ?? "";
  } else if (name === "inTable" && typeof one === "string") key.to = one;
  else if (name === "withKeyName" && typeof one === "string") key.name = one;
  else if ((name === "onDelete" || name === "onUpdate") && typeof one === "string")
    key.rules += ` ON ${name.slice(2).toUpperCase()} ${one.toUpperCase()}`;
  else if (name === "deferrable" && typeof one === "string") key.rules += ` DEFERRABLE ${DEFER[one] ?? ""}`;
}
