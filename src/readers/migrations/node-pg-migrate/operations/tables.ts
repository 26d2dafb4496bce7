import { isMap } from "../../../../code/value.ts";
import { inQuotes } from "../../../../sql/quote.ts";
import { adapted } from "../column-type.ts";
import { columnLines, commentSql, identity } from "../columns.ts";
import { constraintLines, likeSql } from "../constraints.ts";
import { type Call, dropped, type Operation, type Operations, partRenamed, renamed } from "../operation.ts";
import { holds, listOf, nameSql, NOTHING, optionsOf, Unclear, valueSql, when, wordOf, wordsOf } from "../values.ts";

function create({ list: [table, columns, last], shorthands }: Call): string {
  const options = optionsOf(last);
  const { lines, comments, key } = columnLines(table, columns, shorthands);
  const own = optionsOf(options.get("constraints"));
  const constraints = constraintLines(table, key.length > 0 ? new Map([...own, ["primaryKey", key]]) : own);
  const like = options.get("like") ?? null;
  const partition = options.has("partition") ? optionsOf(options.get("partition")) : undefined;
  const by =
    partition === undefined
      ? ""
      : ` PARTITION BY ${wordsOf(partition, "strategy") ?? ""} (${listOf(partition.get("columns")).map(nameSql).join(", ")})`;
  const kind = `${when(options, "temporary", " TEMPORARY")}${when(options, "unlogged", " UNLOGGED")}`;
  const from = holds(options, "inherits") ? ` INHERITS (${nameSql(options.get("inherits"))})` : "";
  const inside = [...lines, ...constraints, ...(like === null ? [] : [likeSql(like)])].join(", ");
  return [
    `CREATE${kind} TABLE${when(options, "ifNotExists", " IF NOT EXISTS")} ${nameSql(table)} (${inside})${from}${by}`,
    ...comments,
    ...(options.has("comment") ? [commentSql(`TABLE ${nameSql(table)}`, options.get("comment"))] : []),
  ].join(";\n");
}

function addColumns({ list: [table, columns, last], shorthands }: Call): string {
  const lenient = when(optionsOf(last), "ifNotExists", "IF NOT EXISTS ");
  const { lines, comments } = columnLines(table, columns, shorthands);
  return [`ALTER TABLE ${nameSql(table)} ${lines.map((line) => `ADD ${lenient}${line}`).join(", ")}`, ...comments].join(
    ";\n",
  );
}

function dropColumns({ list: [table, said, last] }: Call): string {
  const options = optionsOf(last);
  const names = isMap(said) ? [...said.keys()] : listOf(said);
  if (names.length === 0) throw new Unclear("the columns");
  const drop = names.map(
    (name) => `DROP ${when(options, "ifExists", "IF EXISTS ")}${nameSql(name)}${when(options, "cascade", " CASCADE")}`,
  );
  return `ALTER TABLE ${nameSql(table)} ${drop.join(", ")}`;
}

function alterColumn({ list: [table, column, last], shorthands }: Call): string {
  const options = optionsOf(last);
  const actions: string[] = [];
  const fallback = options.get("default");
  if (fallback === null) actions.push("DROP DEFAULT");
  else if (fallback !== undefined) actions.push(`SET DEFAULT ${valueSql(fallback)}`);
  const [type, collation, using] = ["type", "collation", "using"].map((key) => wordsOf(options, key));
  // Shorthands are for new columns.
  if (type !== undefined)
    actions.push(
      `SET DATA TYPE ${adapted(type)}${collation === undefined ? "" : ` COLLATE ${collation}`}${using === undefined ? "" : ` USING ${using}`}`,
    );
  if (holds(options, "notNull")) actions.push("SET NOT NULL");
  else if (options.get("notNull") === false || holds(options, "allowNull")) actions.push("DROP NOT NULL");
  if (options.has("sequenceGenerated"))
    actions.push(
      holds(options, "sequenceGenerated")
        ? `ADD ${identity(optionsOf(options.get("sequenceGenerated")), shorthands)}`
        : "DROP IDENTITY",
    );
  const expression = options.get("expressionGenerated");
  if (expression === null) actions.push("DROP EXPRESSION");
  else if (expression !== undefined) actions.push(`SET EXPRESSION AS (${wordOf(expression)})`);
  const sent = actions.map((action) => `ALTER ${nameSql(column)} ${action}`).join(", ");
  return [
    ...(sent === "" ? [] : [`ALTER TABLE ${nameSql(table)} ${sent}`]),
    ...(options.has("comment")
      ? [commentSql(`COLUMN ${nameSql(table)}.${nameSql(column)}`, options.get("comment"))]
      : []),
  ].join(";\n");
}

function alterTable({ list: [table, last] }: Call): string {
  const options = optionsOf(last);
  const security = wordsOf(options, "levelSecurity");
  const unlogged = options.get("unlogged");
  const actions = [
    ...(security === undefined ? [] : [`${security} ROW LEVEL SECURITY`]),
    ...(typeof unlogged === "boolean" ? [`SET ${unlogged ? "UNLOGGED" : "LOGGED"}`] : []),
  ];
  if (actions.length === 0) throw new Unclear("the options");
  return `ALTER TABLE ${nameSql(table)} ${actions.join(", ")}`;
}

function dropConstraint({ list: [table, name, last] }: Call): string {
  const options = isMap(last) ? last : NOTHING;
  const lenient = when(options, "ifExists", " IF EXISTS");
  return `ALTER TABLE${when(options, "ifTableExists", " IF EXISTS")} ${nameSql(table)} DROP CONSTRAINT${lenient} ${nameSql(name)}${when(options, "cascade", " CASCADE")}`;
}

const addConstraint: Operation = {
  sql({ list: [table, name = null, said] }) {
    const own = name === null ? undefined : typeof name === "string" ? name : nameSql(name);
    if (typeof said === "string")
      return `ALTER TABLE ${nameSql(table)} ADD ${own === undefined ? "" : `CONSTRAINT ${inQuotes(own)} `}${said}`;
    const options = optionsOf(said);
    const lines = constraintLines(table, options, own);
    if (lines.length === 0) throw new Unclear("the constraint");
    return [
      `ALTER TABLE ${nameSql(table)} ${lines.map((line) => `ADD ${line}`).join(", ")}`,
      ...(options.has("comment") && own !== undefined
        ? [commentSql(`CONSTRAINT ${inQuotes(own)} ON ${nameSql(table)}`, options.get("comment"))]
        : []),
    ].join(";\n");
  },
  back(call) {
    const [, name, said] = call.list;
    if (typeof name !== "string" || typeof said === "string") throw new Unclear("addConstraint");
    return dropConstraint(call);
  },
};

const columns: Operation = { sql: addColumns, back: dropColumns };
const gone: Operation = { sql: dropColumns };

export const tables: Operations = {
  // What the way back is told stands where its columns do: nothing there is an option of a drop.
  createTable: { sql: create, back: ({ list: [table] }) => `DROP TABLE ${nameSql(table)}` },
  dropTable: { sql: dropped("TABLE") },
  renameTable: renamed("TABLE"),
  alterTable: { sql: alterTable },
  addColumn: columns,
  addColumns: columns,
  dropColumn: gone,
  dropColumns: gone,
  renameColumn: partRenamed("TABLE", "COLUMN"),
  alterColumn: { sql: alterColumn },
  addConstraint,
  createConstraint: addConstraint,
  dropConstraint: { sql: dropConstraint },
  renameConstraint: partRenamed("TABLE", "CONSTRAINT"),
};
