import { isList, isMap, type Value } from "../../../../code/value.ts";
import { pluralOf } from "../../../../code/ruby/inflections.ts";
import { type Column, columnSql, commentSql, joinTable, must, NotKnown, referenceOf, timestamps } from "../columns.ts";
import { type Command, command, nameAt, namesIn, optionOf, textOption } from "../command.ts";
import { inQuotes, tableInQuotes, textInQuotes } from "../../../../sql/quote.ts";
import type { Context, Sql } from "./context.ts";
import { addIndex } from "./indexes.ts";
import { checkClause, exclusionClause, foreignKeyClause, uniqueClause } from "./keys.ts";

const NOT_TYPES: ReadonlySet<string> = new Set([
  "index",
  "foreign_key",
  "check_constraint",
  "exclusion_constraint",
  "unique_constraint",
]);

interface Draft {
  readonly columns: Column[];
  readonly clauses: string[];
  readonly after: string[];
}

const createTable: Sql = (given, context) => {
  const name = must(nameAt(given, 0), "the table's name");
  const draft: Draft = { columns: [...keyColumns(given, context)], clauses: [], after: [] };
  for (const row of given.rows ?? []) define(row, name, draft, context);
  return [...forced(given, name), create(given, name, draft, context), ...draft.after, ...comments(given, name, draft)];
};

const forced = (given: Command, name: string): readonly string[] => {
  const force = optionOf(given, "force");
  if (force === undefined || force === null || force === false) return [];
  return [`DROP TABLE IF EXISTS ${tableInQuotes(name)}${force === "cascade" ? " CASCADE" : ""}`];
};

function create(given: Command, name: string, { columns, clauses }: Draft, { version }: Context): string {
  const lenient = optionOf(given, "if_not_exists") === true || given.guarded;
  const temporary = optionOf(given, "temporary") === true ? "TEMPORARY " : "";
  const head = `CREATE ${temporary}TABLE ${lenient ? "IF NOT EXISTS " : ""}${tableInQuotes(name)}`;
  const query = textOption(given, "as");
  if (query !== undefined) return `${head} AS ${query}`;
  const keys = namesIn(given.options.get("primary_key"));
  const key = isList(given.options.get("primary_key")) ? [`PRIMARY KEY (${keys.map(inQuotes).join(", ")})`] : [];
  const said = textOption(given, "options") ?? "";
  const options = /^\s*(PARTITION|WITH|TABLESPACE|INHERITS)\b/i.test(said) ? ` ${said}` : "";
  const lines = [...columns.map((column) => columnSql(column, version)), ...key, ...clauses];
  return `${head} (${lines.join(", ")})${options}`;
}

/** `id: :uuid`, `id: false`, `primary_key: :code`. */
function keyColumns(given: Command, { version }: Context): readonly Column[] {
  const id = optionOf(given, "id");
  const said = optionOf(given, "primary_key");
  if (id === false || isList(said)) return [];
  const name = typeof said === "string" ? said : "id";
  const options = isMap(id) ? id : given.options;
  const type = isMap(id) ? id.get("type") : id;
  return [keyColumn(name, typeof type === "string" ? type : "primary_key", options.get("default"), version)];
}

function keyColumn(name: string, type: string, given: Value | undefined, version: number): Column {
  const key: readonly [string, Value] = ["primary_key", true];
  const serial = version < 5.1 ? "serial" : "bigserial";
  if (type === "primary_key") return { name, type: serial, options: new Map([key]) };
  if (["integer", "bigint"].includes(type) && given === undefined)
    return {
      name,
      type: version < 5.1 && type === "integer" ? "serial" : type === "bigint" ? "bigserial" : "serial",
      options: new Map([key]),
    };
  if (type === "uuid" && given === undefined) {
    const made = version < 5.1 ? "uuid_generate_v4()" : "gen_random_uuid()";
    return { name, type: `uuid DEFAULT ${made}`, options: new Map([key, ["null", false]]) };
  }
  const sqlDefault =
    type === "uuid" && typeof given === "string" && given.includes("(") ? `uuid DEFAULT ${given}` : type;
  const fallback: readonly [string, Value][] = sqlDefault === type && given !== undefined ? [["default", given]] : [];
  return { name, type: sqlDefault, options: new Map([key, ["null", false], ...fallback]) };
}

/** One line of a `create_table` block. */
function define(row: Command, table: string, draft: Draft, context: Context): void {
  const { version } = context;
  const [first] = row.args;
  if (row.name === "timestamps") {
    draft.columns.push(...timestamps(row.options, version));
    index(["created_at"], row, table, draft, context);
    index(["updated_at"], row, table, draft, context);
  } else if (row.name === "references" || row.name === "belongs_to") {
    for (const name of namesIn(row.args)) refer(name, row, table, draft, context);
  } else if (row.name === "column") {
    const type = must(nameAt(row, 1), "the type of a column");
    draft.columns.push({ name: must(nameAt(row, 0), "the name of a column"), type, options: row.options });
    index(namesIn(first), row, table, draft, context);
  } else if (row.name === "index") {
    draft.after.push(...addIndex(command(row, "add_index", [table, ...row.args], row.options), context));
  } else if (row.name === "primary_key") {
    const type = nameAt(row, 1) ?? "primary_key";
    draft.columns.push(keyColumn(must(nameAt(row, 0), "the key's name"), type, row.options.get("default"), version));
  } else if (row.name === "foreign_key") {
    const to = must(nameAt(row, 0), "the table that a key points to");
    draft.clauses.push(foreignKeyClause(table, to, row.options));
  } else if (row.name === "check_constraint") draft.clauses.push(checkClause(table, nameAt(row, 0), row.options));
  else if (row.name === "exclusion_constraint") draft.clauses.push(exclusionClause(table, nameAt(row, 0), row.options));
  else if (row.name === "unique_constraint") draft.clauses.push(uniqueClause(table, namesIn(first), row.options));
  else if (!NOT_TYPES.has(row.name)) {
    const names = namesIn(row.args);
    if (names.length === 0) throw new NotKnown("the name of a column");
    for (const name of names) {
      const options = row.name === "virtual" ? row.options : row.options;
      const said = options.get("type");
      const type = row.name === "virtual" && typeof said === "string" ? said : row.name;
      draft.columns.push({ name, type, options });
      index([name], row, table, draft, context);
    }
  }
}

function refer(name: string, row: Command, table: string, draft: Draft, context: Context): void {
  const reference = referenceOf(name, row.options, context.version);
  draft.columns.push(...reference.columns);
  if (reference.index !== undefined) {
    const { columns, options } = reference.index;
    draft.after.push(...addIndex(command(row, "add_index", [table, columns], options), context));
  }
  if (reference.foreignKey === undefined) return;
  const { to, column, options } = reference.foreignKey;
  const target = typeof to === "string" ? to : pluralOf(name);
  draft.clauses.push(foreignKeyClause(table, target, new Map([["column", column], ...options])));
}

/** `t.string :name, index: true`. */
function index(columns: readonly string[], row: Command, table: string, draft: Draft, context: Context): void {
  const said = row.options.get("index");
  if (said === undefined || said === null || said === false) return;
  const options = isMap(said) ? said : new Map<string, Value>();
  draft.after.push(...addIndex(command(row, "add_index", [table, columns], options), context));
}

function comments(given: Command, name: string, { columns }: Draft): readonly string[] {
  const table = textOption(given, "comment");
  return [
    ...(table === undefined ? [] : [`COMMENT ON TABLE ${tableInQuotes(name)} IS ${textInQuotes(table)}`]),
    ...columns.flatMap((column) => commentSql(tableInQuotes(name), column.name, column.options.get("comment")) ?? []),
  ];
}

const dropTable: Sql = (given) => {
  const names = namesIn(given.args).map(tableInQuotes);
  if (names.length === 0 || names.length < given.args.length) throw new NotKnown("the table's name");
  const lenient = optionOf(given, "if_exists") === true || given.guarded ? "IF EXISTS " : "";
  const cascade = optionOf(given, "force") === "cascade" ? " CASCADE" : "";
  return names.map((name) => `DROP TABLE ${lenient}${name}${cascade}`);
};

/** What an older name of a table left in the names around it goes along, as far as Rails gave those names. */
const renameTable: Sql = (given, { version, known }) => {
  const [from, to] = [must(nameAt(given, 0), "the table's name"), must(nameAt(given, 1), "the new name")];
  const old = from.replace(/^.*\./, "");
  const named = known.indexes(old).flatMap(({ name, columns }) => {
    const usual = addIndex.nameOf(old, columns, version);
    return usual === name
      ? [`ALTER INDEX ${inQuotes(name)} RENAME TO ${inQuotes(addIndex.nameOf(to, columns, version))}`]
      : [];
  });
  return [
    `ALTER TABLE ${tableInQuotes(from)} RENAME TO ${inQuotes(to)}`,
    `ALTER INDEX IF EXISTS ${inQuotes(`${old}_pkey`)} RENAME TO ${inQuotes(`${to}_pkey`)}`,
    `ALTER SEQUENCE IF EXISTS ${inQuotes(`${old}_id_seq`)} RENAME TO ${inQuotes(`${to}_id_seq`)}`,
    ...named,
  ];
};

const createJoinTable: Sql = (given, context) => {
  const type = context.version < 5.1 ? "integer" : "bigint";
  const said = optionOf(given, "column_options");
  const options = new Map<string, Value>([["null", false], ...(isMap(said) ? said : [])]);
  const kind = options.get("type");
  const columns = namesIn(given.args)
    .slice(0, 2)
    .map((name) =>
      command(
        given,
        typeof kind === "string" ? kind : type,
        [`${singular(name)}_id`],
        new Map([...options].filter(([key]) => key !== "type")),
      ),
    );
  const own = new Map([...given.options, ["id", false] as const]);
  return createTable(
    { ...command(given, "create_table", [joinTable(given)], own), rows: [...columns, ...(given.rows ?? [])] },
    context,
  );
};

const singular = (name: string): string =>
  name
    .replace(/ies$/, "y")
    .replace(/(s|x|z|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");

export const TABLES: Readonly<Record<string, Sql>> = {
  create_table: createTable,
  drop_table: dropTable,
  rename_table: renameTable,
  create_join_table: createJoinTable,
  drop_join_table: (given, context) => dropTable(command(given, "drop_table", [joinTable(given)]), context),
  change_table_comment: (given) => {
    const said = given.options.has("to") ? given.options.get("to") : given.args[1];
    const comment = typeof said === "string" ? textInQuotes(said) : "NULL";
    return [`COMMENT ON TABLE ${tableInQuotes(must(nameAt(given, 0), "the table's name"))} IS ${comment}`];
  },
};
