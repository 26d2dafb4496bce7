import { isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { underscored } from "../../../code/ruby/inflections.ts";
import { type Command, namesIn, textOption } from "./command.ts";
import { literal } from "./literal.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";
import { sqlType } from "./types.ts";

/** A column as a migration spells it out. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly options: ValueMap;
}

/** Thrown where something that decides the SQL is not known. */
export class NotKnown extends Error {}

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotKnown(what);
  return value;
}

/** `"name" type DEFAULT … NOT NULL`, in the order in which Rails writes it. */
export function columnSql({ name, type, options }: Column, version: number): string {
  const words = [inQuotes(name), sqlType(type, options, version)];
  const [fallback, nullable, collation, as] = ["default", "null", "collation", "as"].map((key) => options.get(key));
  if (typeof collation === "string") words.push(`COLLATE ${inQuotes(collation)}`);
  if (fallback !== undefined && fallback !== null)
    words.push(`DEFAULT ${must(literal(fallback, type, options.get("array") === true), `the default of ${name}`)}`);
  if (nullable === false) words.push("NOT NULL");
  if (typeof as === "string")
    words.push(`GENERATED ALWAYS AS (${as}) ${options.get("stored") === true ? "STORED" : "VIRTUAL"}`);
  if (options.get("primary_key") === true) words.push("PRIMARY KEY");
  return words.join(" ");
}

export const commentSql = (table: string, column: string, comment: Value | undefined): string | undefined =>
  typeof comment === "string"
    ? `COMMENT ON COLUMN ${table}.${inQuotes(column)} IS ${textInQuotes(comment)}`
    : undefined;

/** `created_at` and `updated_at`. */
export function timestamps(options: ValueMap, version: number): readonly Column[] {
  const precision: readonly [string, Value][] = version < 6 || options.has("precision") ? [] : [["precision", 6]];
  const nullable: readonly [string, Value][] = options.has("null") ? [] : [["null", version < 5]];
  const own = new Map([...precision, ...nullable, ...[...options].filter(([key]) => !["index", "type"].includes(key))]);
  const said = options.get("type");
  const type = typeof said === "string" ? said : "datetime";
  return ["created_at", "updated_at"].map((name) => ({ name, type, options: own }));
}

/** `references :user, polymorphic: true, foreign_key: …, index: …`. */
export interface Reference {
  readonly columns: readonly Column[];
  readonly index?: { readonly columns: readonly string[]; readonly options: ValueMap };
  readonly foreignKey?: { readonly to: Value | undefined; readonly column: string; readonly options: ValueMap };
}

export function referenceOf(name: string, options: ValueMap, version: number): Reference {
  const polymorphic = options.get("polymorphic");
  const type = textIn(options, "type") ?? (version < 5.1 ? "integer" : "bigint");
  const kept = new Map(
    [...options].filter(([key]) => ["null", "default", "limit", "comment", "collation"].includes(key)),
  );
  const own = isMap(polymorphic) ? new Map([...kept, ...polymorphic]) : kept;
  const id: Column = { name: `${name}_id`, type, options: kept };
  const columns = truthy(polymorphic)
    ? [{ name: `${name}_type`, type: "string", options: without(own, "limit") }, id]
    : [id];
  const index = options.get("index") ?? version >= 5;
  const foreign = options.get("foreign_key");
  const said = isMap(index) ? index : new Map<string, Value>();
  const names = columns.map((column) => column.name);
  // A polymorphic one is named by the reference since 6.1.
  const named = truthy(polymorphic) && version >= 6.1 && !said.has("name") ? new Map([...said, ["for", name]]) : said;
  return {
    columns,
    ...(truthy(index) ? { index: { columns: names, options: named } } : {}),
    ...(truthy(foreign)
      ? {
          foreignKey: {
            to: isMap(foreign) ? foreign.get("to_table") : undefined,
            column: `${name}_id`,
            options: isMap(foreign) ? foreign : new Map<string, Value>(),
          },
        }
      : {}),
  };
}

const without = (options: ValueMap, name: string): ValueMap => new Map([...options].filter(([key]) => key !== name));
const truthy = (value: Value | undefined): boolean => value !== undefined && value !== null && value !== false;
const textIn = (options: ValueMap, name: string): string | undefined => {
  const value = options.get(name);
  return typeof value === "string" ? value : undefined;
};

/** The name of the join table of two: both in the order of the alphabet, with what they share said once. */
export function joinTable(given: Command): string {
  const [one = "", two = ""] = namesIn(given.args).slice(0, 2).map(underscored).sort();
  const joined = `${one}\0${two}`.replace(/^(.*[._])(.+)\0\1(.+)/, "$1$2_$3").replace("\0", "_");
  return textOption(given, "table_name") ?? joined;
}
