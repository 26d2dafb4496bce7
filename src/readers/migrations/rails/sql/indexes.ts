import { isList, isMap, type Value } from "../../../../code/value.ts";
import { must } from "../columns.ts";
import { type Command, nameAt, namesIn, optionOf, textOption } from "../command.ts";
import { indexName } from "../names.ts";
import { inQuotes, tableInQuotes } from "../../../../sql/quote.ts";
import type { Context, Sql } from "./context.ts";

/** An index's columns: a word with anything but letters in it is an expression. */
const columnsOf = (value: Value | undefined): readonly string[] =>
  typeof value === "string" && /\W/.test(value) ? [value] : namesIn(value);

const perColumn = (value: Value | undefined, column: string): string | undefined => {
  const said = isMap(value) ? value.get(column) : value;
  return typeof said === "string" ? said : undefined;
};

/** One column of the key, with its operator class and its order. */
function keyPart(column: string, only: boolean, given: Command): string {
  if (only && /\W/.test(column))
    return /^\(|^[\w.]+\(.*\)$|,|\s(desc|asc|gin_trgm_ops|\w+_ops)\b/i.test(column) ? column : `(${column})`;
  const [order, opclass, length] = ["order", "opclass", "length"].map((name) =>
    perColumn(optionOf(given, name), column),
  );
  const words = /\W/.test(column) ? `(${column})` : inQuotes(column);
  return [words, opclass, order?.toUpperCase()].filter((word) => word !== undefined && word !== length).join(" ");
}

function nameFor(table: string, columns: readonly string[], given: Command, { version }: Context): string {
  const reference = textOption(given, "for");
  return (
    textOption(given, "name") ??
    (reference === undefined ? indexName(table, columns, version) : indexName(table, [reference], version))
  );
}

const add: Sql = (given, context) => {
  const table = must(nameAt(given, 0), "the table's name");
  const said = given.args[1] ?? given.options.get("column");
  if (isList(said) && namesIn(said).length < said.length) must(undefined, "a column of the index");
  const columns = columnsOf(said);
  must(columns[0], "the columns of the index");
  const name = nameFor(table.replace(/^.*\./, ""), columns, given, context);
  const [using, where, include] = [
    textOption(given, "using"),
    textOption(given, "where"),
    namesIn(optionOf(given, "include")),
  ];
  const lenient = optionOf(given, "if_not_exists") === true || given.guarded;
  const nulls = optionOf(given, "nulls_not_distinct") === true;
  const words = [
    "CREATE",
    ...(optionOf(given, "unique") === true ? ["UNIQUE"] : []),
    "INDEX",
    ...(optionOf(given, "algorithm") === "concurrently" ? ["CONCURRENTLY"] : []),
    ...(lenient ? ["IF NOT EXISTS"] : []),
    inQuotes(name),
    `ON ${tableInQuotes(table)}`,
    ...(using === undefined ? [] : [`USING ${using}`]),
    `(${columns.map((column) => keyPart(column, columns.length === 1, given)).join(", ")})`,
    ...(include.length === 0 ? [] : [`INCLUDE (${include.map(inQuotes).join(", ")})`]),
    ...(nulls ? ["NULLS NOT DISTINCT"] : []),
    ...(where === undefined ? [] : [`WHERE ${where}`]),
  ];
  return [words.join(" ")];
};

export const addIndex = Object.assign(add, { nameOf: indexName });

/** By its name; or by its columns, whatever its name is; or by the name that Rails would have given it. */
const removeIndex: Sql = (given, context) => {
  const table = must(nameAt(given, 0), "the table's name");
  const bare = table.replace(/^.*\./, "");
  const columns = columnsOf(given.args[1] ?? given.options.get("column"));
  const named = textOption(given, "name");
  const known = columns.length === 0 ? undefined : context.known.index(bare, columns);
  const name = named ?? known ?? (columns.length === 0 ? undefined : nameFor(bare, columns, given, context));
  const lenient = optionOf(given, "if_exists") === true || given.guarded;
  const words = [
    "DROP INDEX",
    ...(optionOf(given, "algorithm") === "concurrently" ? ["CONCURRENTLY"] : []),
    ...(lenient ? ["IF EXISTS"] : []),
  ];
  const schema = table.includes(".") ? `${tableInQuotes(table.replace(/\.[^.]*$/, ""))}.` : "";
  return [`${words.join(" ")} ${schema}${inQuotes(must(name, "the index's name"))}`];
};

export const INDEXES: Readonly<Record<string, Sql>> = {
  add_index: add,
  remove_index: removeIndex,
  rename_index: (given) => [
    `ALTER INDEX ${given.guarded ? "IF EXISTS " : ""}${inQuotes(must(nameAt(given, 1), "the index's name"))} RENAME TO ${inQuotes(must(nameAt(given, 2), "the new name"))}`,
  ],
};
