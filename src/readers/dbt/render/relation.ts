import { worded } from "../../../jinja/worded.ts";
import { Callable, Thing, Unknown, type Value } from "../../../jinja/value.ts";

/** Databases whose names are quoted in another way than by `"`. */
const QUOTES: Readonly<Record<string, string>> = {
  bigquery: "`",
  spark: "`",
  databricks: "`",
  clickhouse: "`",
  mysql: "`",
  snowflake: "",
};

export const quoteOf = (adapter: string): string => QUOTES[adapter] ?? '"';

/** A relation is taken for a table, which is what an increment is added to. */
const kind = (stand: Value): Unknown => new Unknown("what kind of relation stands in the warehouse", stand, true);

/** A table as a template has it: printed with its schema, so that it is never taken for a CTE of the same name. */
export class Relation extends Thing {
  readonly schema: string;
  readonly identifier: string;
  readonly #adapter: string;

  constructor(schema: string, identifier: string, adapter: string) {
    super();
    this.schema = schema;
    this.identifier = identifier;
    this.#adapter = adapter;
  }

  text(): string {
    const quote = quoteOf(this.#adapter);
    const quoted = (name: string): string =>
      quote === "" && !/^[A-Za-z_]\w*$/.test(name) ? `"${name}"` : quote + name + quote;
    return `${quoted(this.schema)}.${quoted(this.identifier)}`;
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case "identifier":
      case "name":
      case "table":
      case "alias":
        return this.identifier;
      case "schema":
      case "dataset":
        return new Unknown("the schema of the target", this.schema, true);
      case "database":
      case "project":
        return new Unknown("the database of the target", "database", true);
      case "type":
        return kind("table");
      case "is_table":
        return kind(true);
      case "is_view":
      case "is_cte":
        return kind(false);
      case "render":
      case "quote":
      case "include":
      case "without_identifier":
      case "incorporate":
      case "replace_path":
        return new Callable(name, () => (name === "render" ? this.text() : this), true);
      case "get":
        return new Callable(name, ({ positional }) => this.attribute(worded(positional[0])) ?? positional[1] ?? null);
      default:
        return undefined;
    }
  }
}

/** A column as `api.Column` and `adapter.get_columns_in_relation` have it. */
export class Column extends Thing {
  readonly #name: string;
  readonly #type: Value;
  readonly #quote: string;
  constructor(name: string, type: Value, adapter: string) {
    super();
    this.#name = name;
    this.#type = type;
    this.#quote = quoteOf(adapter) === "" ? '"' : quoteOf(adapter);
  }
  text(): string {
    return `<Column ${this.#name}>`;
  }
  attribute(name: string): Value | undefined {
    if (name === "name" || name === "column") return this.#name;
    if (name === "dtype" || name === "data_type") return this.#type;
    if (name === "quoted") return this.#quote + this.#name + this.#quote;
    if (/^is_\w+$/.test(name)) return new Callable(name, () => new Unknown("the type of a column"));
    return undefined;
  }
}
