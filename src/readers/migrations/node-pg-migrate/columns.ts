import { isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";
import { RawSql } from "../program/raw-sql.ts";
import { adapted, describe } from "./column-type.ts";
import { deferrable, references } from "./constraints.ts";
import { sequenceClauses } from "./sequence-clauses.ts";
import { bareName, holds, nameSql, optionsOf, type Shorthands, Unclear, valueSql, wordOf, wordsOf } from "./values.ts";

/** `GENERATED … AS IDENTITY` of these options. */
export function identity(options: ValueMap, shorthands: Shorthands): string {
  const clauses = sequenceClauses(options, shorthands).join(" ");
  return `GENERATED ${wordsOf(options, "precedence") ?? "BY DEFAULT"} AS IDENTITY${clauses === "" ? "" : ` (${clauses})`}`;
}

interface Lines {
  readonly lines: readonly string[];
  readonly comments: readonly string[];
  /** The columns of a key over several, which is a constraint of the table. */
  readonly key: readonly string[];
}

export function columnLines(table: Value | undefined, said: Value | undefined, shorthands: Shorthands): Lines {
  if (!isMap(said)) throw new Unclear("the columns");
  const columns = [...said].map(([name, value]) => [name, describe(value, shorthands)] as const);
  const keys = columns.filter(([, options]) => holds(options, "primaryKey")).map(([name]) => name);
  const key = keys.length > 1 ? keys : [];
  return {
    lines: columns.map(([name, options]) => line(table, name, options, key.length > 0, shorthands)),
    comments: columns
      .filter(([, options]) => options.has("comment"))
      .map(([name, options]) => commentSql(`COLUMN ${nameSql(table)}.${inQuotes(name)}`, options.get("comment"))),
    key,
  };
}

export const commentSql = (on: string, text: Value | undefined): string =>
  `COMMENT ON ${on} IS ${typeof text === "string" ? textInQuotes(text) : valueSql(text)}`;

function line(
  table: Value | undefined,
  name: string,
  options: ValueMap,
  keyed: boolean,
  shorthands: Shorthands,
): string {
  const parts = [inQuotes(name), arrayOf(options)];
  const collation = wordsOf(options, "collation");
  if (collation !== undefined) parts.push(`COLLATE ${collation}`);
  const fallback = options.get("default");
  // `default: undefined` says nothing, as `null` does to PostgreSQL.
  if (fallback !== undefined && fallback !== null) parts.push(`DEFAULT ${valueSql(fallback)}`);
  if (holds(options, "unique")) parts.push("UNIQUE");
  if (holds(options, "primaryKey") && !keyed) parts.push("PRIMARY KEY");
  if (holds(options, "notNull")) parts.push("NOT NULL");
  const check = wordsOf(options, "check");
  if (check !== undefined) parts.push(`CHECK (${check})`);
  if (holds(options, "references")) {
    const commented = holds(options, "referencesConstraintComment") ? `${bareName(table)}_fk_${name}` : undefined;
    const own = wordsOf(options, "referencesConstraintName") ?? commented;
    parts.push(`${own === undefined ? "" : `CONSTRAINT ${inQuotes(own)} `}${references(options)}`);
  }
  if (holds(options, "deferrable")) parts.push(deferrable(options));
  if (holds(options, "sequenceGenerated"))
    parts.push(identity(optionsOf(options.get("sequenceGenerated")), shorthands));
  const expression = wordsOf(options, "expressionGenerated");
  if (expression !== undefined) parts.push(`GENERATED ALWAYS AS (${expression}) STORED`);
  return parts.join(" ");
}

function arrayOf(options: ValueMap): string {
  const type = options.get("type") ?? null;
  const written = isMap(type) || type instanceof RawSql ? nameSql(type) : adapted(wordOf(type));
  const array = options.get("array");
  if (typeof array === "number") return `${written} ARRAY[${array}]`;
  return array === true ? `${written} ARRAY` : written;
}
