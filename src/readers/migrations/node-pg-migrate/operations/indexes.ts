import { isMap, type Value, type ValueMap } from "../../../../code/value.ts";
import { inQuotes } from "../../../../sql/quote.ts";
import { type Call, type Operation, type Operations, renamed } from "../operation.ts";
import {
  bareName,
  holds,
  isOwnSql,
  listOf,
  nameSql,
  namesSql,
  optionsOf,
  Unclear,
  when,
  wordOf,
  wordsOf,
} from "../values.ts";

const EXPRESSION = /->>?|#>>?|@[?@>]|<@|\?|#-|\|\||::|^[\w.]+\(|\s[+*/-]\s|[=<>!]/;

/** A column is a name, and anything else an expression. */
function partSql(value: Value): string {
  if (isMap(value)) {
    const opclass = value.get("opclass") ?? null;
    return [partSql(value.get("name") ?? null), opclass === null ? "" : nameSql(opclass), wordsOf(value, "sort") ?? ""]
      .filter((word) => word !== "")
      .join(" ");
  }
  const text = wordOf(value);
  if (isOwnSql(value)) return text;
  if (EXPRESSION.test(text)) return `(${text})`;
  if (!/[^\w".]/.test(text)) return inQuotes(text);
  return text.endsWith(")") ? text : `(${text})`;
}

/** As given, or as the tool makes it of the table's and the columns' names. */
function indexName(table: Value | undefined, columns: readonly Value[], options: ValueMap): string {
  const name = options.get("name") ?? null;
  if (name !== null) return bareName(name);
  const parts = columns.map((column) => {
    const text = isMap(column) ? column.get("name") : column;
    if (typeof text !== "string") throw new Unclear("the name of the index");
    return EXPRESSION.test(text) ? `(${text})` : text;
  });
  return `${bareName(table)}_${parts.join("_")}${when(options, "unique", "_unique")}_index`;
}

function create({ list: [table, said, last] }: Call): string {
  const options = optionsOf(last);
  const columns = listOf(said);
  if (columns.length === 0) throw new Unclear("the columns");
  const [method, where, nulls] = ["method", "where", "nulls"].map((key) => wordsOf(options, key));
  const how = `${when(options, "concurrently", " CONCURRENTLY")}${when(options, "ifNotExists", " IF NOT EXISTS")}`;
  return [
    `CREATE${when(options, "unique", " UNIQUE")} INDEX${how} ${inQuotes(indexName(table, columns, options))} ON ${nameSql(table)}`,
    ...(method === undefined ? [] : [`USING ${method}`]),
    `(${columns.map(partSql).join(", ")})`,
    ...(holds(options, "include") ? [`INCLUDE (${namesSql(options.get("include"))})`] : []),
    ...(nulls === undefined ? [] : [`NULLS ${nulls.toUpperCase()}`]),
    ...(where === undefined ? [] : [`WHERE ${where}`]),
  ].join(" ");
}

function drop({ list: [table, columns, last] }: Call): string {
  const options = optionsOf(last);
  const schema = isMap(table) ? table.get("schema") : undefined;
  const name = inQuotes(indexName(table, listOf(columns), options));
  const how = `${when(options, "concurrently", " CONCURRENTLY")}${when(options, "ifExists", " IF EXISTS")}`;
  return `DROP INDEX${how} ${typeof schema === "string" ? `${inQuotes(schema)}.` : ""}${name}${when(options, "cascade", " CASCADE")}`;
}

const created: Operation = { sql: create, back: drop };

export const indexes: Operations = {
  createIndex: created,
  addIndex: created,
  dropIndex: { sql: drop },
  renameIndex: renamed("INDEX"),
};
