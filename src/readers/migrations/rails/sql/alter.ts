import { isMap, Unknown, type Value } from "../../../../code/value.ts";
import { pluralOf } from "../../../../code/ruby/inflections.ts";
import { type Column, columnSql, commentSql, must, NotKnown, referenceOf, timestamps } from "../columns.ts";
import { type Command, command, nameAt, namesIn, optionOf } from "../command.ts";
import { indexName } from "../names.ts";
import { literal } from "../literal.ts";
import { inQuotes, tableInQuotes } from "../../../../sql/quote.ts";
import { sqlType } from "../types.ts";
import type { Context, Sql } from "./context.ts";
import { addIndex } from "./indexes.ts";
import { foreignKeyClause, KEYS } from "./keys.ts";

const tableOf = (given: Command): string => must(nameAt(given, 0), "the table's name");
const columnOf = (given: Command): string => must(nameAt(given, 1), "the column's name");

function added(table: string, column: Column, given: Command, { version }: Context): readonly string[] {
  const lenient = optionOf(given, "if_not_exists") === true || given.guarded ? "IF NOT EXISTS " : "";
  const comment = commentSql(tableInQuotes(table), column.name, column.options.get("comment"));
  return [
    `ALTER TABLE ${tableInQuotes(table)} ADD COLUMN ${lenient}${columnSql(column, version)}`,
    ...(comment === undefined ? [] : [comment]),
  ];
}

const addColumn: Sql = (given, context) => {
  const [table, name, type] = [tableOf(given), columnOf(given), must(nameAt(given, 2), "the type of the column")];
  const said = given.options.get("index");
  const index =
    said === undefined || said === null || said === false
      ? []
      : addIndex(command(given, "add_index", [table, name], isMap(said) ? said : new Map()), context);
  const virtual = type === "virtual" ? given.options.get("type") : undefined;
  return [
    ...added(
      table,
      { name, type: typeof virtual === "string" ? virtual : type, options: given.options },
      given,
      context,
    ),
    ...index,
  ];
};

function removed(given: Command, names: readonly string[]): readonly string[] {
  if (names.length === 0) throw new NotKnown("which columns go");
  const lenient = optionOf(given, "if_exists") === true || given.guarded ? "IF EXISTS " : "";
  return [
    `ALTER TABLE ${tableInQuotes(tableOf(given))} ${names.map((name) => `DROP COLUMN ${lenient}${inQuotes(name)}`).join(", ")}`,
  ];
}

const removeColumns: Sql = (given) => {
  const names = given.args.slice(1).flatMap(namesIn);
  if (given.args.slice(1).some((value) => value instanceof Unknown)) throw new NotKnown("which columns go");
  return removed(given, names);
};

const renameColumn: Sql = (given, { version, known }) => {
  const [table, from, to] = [tableOf(given), columnOf(given), must(nameAt(given, 2), "the new name")];
  const bare = table.replace(/^.*\./, "");
  const indexes = known.indexes(bare).flatMap(({ name, columns }) => {
    if (!columns.includes(from) || indexName(bare, columns, version) !== name) return [];
    const after = columns.map((column) => (column === from ? to : column));
    return [`ALTER INDEX ${inQuotes(name)} RENAME TO ${inQuotes(indexName(bare, after, version))}`];
  });
  return [`ALTER TABLE ${tableInQuotes(table)} RENAME COLUMN ${inQuotes(from)} TO ${inQuotes(to)}`, ...indexes];
};

const changeColumn: Sql = (given, context) => {
  const [table, name, type] = [tableOf(given), columnOf(given), must(nameAt(given, 2), "the type of the column")];
  const alter = `ALTER COLUMN ${inQuotes(name)}`;
  const sql = sqlType(type, given.options, context.version);
  const [using, cast] = [optionOf(given, "using"), optionOf(given, "cast_as")];
  const collation = optionOf(given, "collation");
  const parts = [
    `${alter} TYPE ${sql}${typeof collation === "string" ? ` COLLATE ${inQuotes(collation)}` : ""}${typeof using === "string" ? ` USING ${using}` : typeof cast === "string" ? ` USING CAST(${inQuotes(name)} AS ${cast})` : ""}`,
  ];
  const fallback = optionOf(given, "default");
  if (fallback !== undefined) parts.push(`${alter} ${defaultClause(fallback, type, given)}`);
  const nullable = optionOf(given, "null");
  if (typeof nullable === "boolean") parts.push(`${alter} ${nullable ? "DROP" : "SET"} NOT NULL`);
  const comment = commentSql(tableInQuotes(table), name, optionOf(given, "comment"));
  return [`ALTER TABLE ${tableInQuotes(table)} ${parts.join(", ")}`, ...(comment === undefined ? [] : [comment])];
};

function defaultClause(value: Value, type: string, given: Command): string {
  if (value === null) return "DROP DEFAULT";
  return `SET DEFAULT ${must(literal(value, type, optionOf(given, "array") === true || Array.isArray(value)), "the default")}`;
}

const changeDefault: Sql = (given) => {
  const to = given.options.has("to")
    ? given.options.get("to")
    : (given.args[2] ?? (given.options.size > 0 ? given.options : null));
  return [
    `ALTER TABLE ${tableInQuotes(tableOf(given))} ALTER COLUMN ${inQuotes(columnOf(given))} ${defaultClause(to ?? null, "", given)}`,
  ];
};

const changeNull: Sql = (given) => {
  const [table, name] = [tableInQuotes(tableOf(given)), inQuotes(columnOf(given))];
  const nullable = given.args[2];
  if (typeof nullable !== "boolean") throw new NotKnown("whether the column may be null");
  const fill = given.args[3];
  const value =
    fill === undefined || fill === null || nullable
      ? undefined
      : must(literal(fill, "", false), "the value that fills the column");
  return [
    ...(value === undefined ? [] : [`UPDATE ${table} SET ${name} = ${value} WHERE ${name} IS NULL`]),
    `ALTER TABLE ${table} ALTER COLUMN ${name} ${nullable ? "DROP" : "SET"} NOT NULL`,
  ];
};

const addReference: Sql = (given, context) => {
  const [table, name] = [tableOf(given), columnOf(given)];
  const { columns, index, foreignKey } = referenceOf(name, given.options, context.version);
  const keys =
    foreignKey === undefined
      ? []
      : foreignKeyOf(table, name, foreignKey.to, foreignKey.options, foreignKey.column, given);
  return [
    ...columns.flatMap((column) => added(table, column, given, context)),
    ...(index === undefined
      ? []
      : addIndex({ ...command(given, "add_index", [table, index.columns], index.options) }, context)),
    ...keys,
  ];
};

const foreignKeyOf = (
  table: string,
  name: string,
  to: Value | undefined,
  options: Command["options"],
  column: string,
  _given: Command,
): readonly string[] => [
  `ALTER TABLE ${tableInQuotes(table)} ADD ${foreignKeyClause(table, typeof to === "string" ? to : pluralOf(name), new Map([["column", column], ...options]))}`,
];

const removeReference: Sql = (given, context) => {
  const name = columnOf(given);
  const polymorphic = given.options.get("polymorphic");
  const foreign = given.options.get("foreign_key");
  const columns = polymorphic === undefined || polymorphic === false ? [`${name}_id`] : [`${name}_id`, `${name}_type`];
  const to = isMap(foreign) ? foreign.get("to_table") : pluralOf(name);
  const options = new Map<string, Value>([
    ["column", `${name}_id`],
    ...(typeof to === "string" ? ([["to_table", to]] as const) : []),
  ]);
  const key =
    foreign === undefined || foreign === false
      ? []
      : (KEYS["remove_foreign_key"]?.(command(given, "remove_foreign_key", [tableOf(given)], options), context) ?? []);
  return [...key, ...removed(given, columns)];
};

export const ALTER: Readonly<Record<string, Sql>> = {
  add_column: addColumn,
  add_columns: (given, context) => {
    const type = must(given.options.get("type"), "the type of the columns");
    const names = given.args.slice(1).flatMap(namesIn);
    return names.flatMap((name) =>
      addColumn(command(given, "add_column", [tableOf(given), name, type], given.options), context),
    );
  },
  remove_column: (given) => removed(given, [columnOf(given)]),
  remove_columns: removeColumns,
  rename_column: renameColumn,
  change_column: changeColumn,
  change_column_default: changeDefault,
  change_column_null: changeNull,
  change_column_comment: (given) => {
    const said = given.options.has("to") ? given.options.get("to") : given.args[2];
    const sql = commentSql(tableInQuotes(tableOf(given)), columnOf(given), said ?? null);
    return [sql ?? `COMMENT ON COLUMN ${tableInQuotes(tableOf(given))}.${inQuotes(columnOf(given))} IS NULL`];
  },
  add_timestamps: (given, context) =>
    timestamps(given.options, context.version).flatMap((column) => added(tableOf(given), column, given, context)),
  remove_timestamps: (given) => removed(given, ["updated_at", "created_at"]),
  add_reference: addReference,
  remove_reference: removeReference,
};
