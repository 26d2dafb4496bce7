import { type Changes, when } from "../change.ts";
import { childrenOf, type Element, isTrue } from "../element.ts";
import { columnList, quoted, relation } from "../names.ts";
import { postgresType } from "../types.ts";
import { valueOf } from "../values.ts";
import { alterColumn, columnOf, deferral } from "./columns.ts";

const add = (element: Element, what: string, table = relation(element)): string => {
  const { constraintName } = element.attributes;
  return `ALTER TABLE ${table} ADD ${constraintName === undefined ? "" : `CONSTRAINT ${quoted(constraintName)} `}${what}`;
};

/** A constraint without a name has the one that PostgreSQL gives it. */
const drop = (element: Element, usual: string, table = relation(element)): string =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${quoted(element.attributes["constraintName"] ?? usual)}`;

const usualName = (element: Element, columns: string | undefined, end: string, table = "tableName"): string =>
  [element.attributes[table]?.toLowerCase() ?? "", ...(columns ?? "").toLowerCase().split(/\s*,\s*/), end]
    .filter((part) => part !== "")
    .join("_");

const base = (element: Element): string => relation(element, "baseTableName", "baseTableSchemaName");

/** A primary or unique key, also one that takes over an index. */
function key(element: Element, kind: string): string {
  const { columnNames, forIndexName } = element.attributes;
  const over = forIndexName === undefined ? `(${columnList(columnNames)})` : `USING INDEX ${quoted(forIndexName)}`;
  return add(element, `${kind} ${over}${deferral(element.attributes)}`);
}

function foreignKey(element: Element): string {
  const { baseColumnNames, referencedColumnNames, onDelete, onUpdate, deleteCascade } = element.attributes;
  const target = `${relation(element, "referencedTableName", "referencedTableSchemaName")} (${columnList(referencedColumnNames)})`;
  const deleted = onDelete ?? (isTrue(deleteCascade) ? "CASCADE" : undefined);
  const actions =
    when(onUpdate !== undefined, `ON UPDATE ${onUpdate}`) + when(deleted !== undefined, `ON DELETE ${deleted}`);
  return add(
    element,
    `FOREIGN KEY (${columnList(baseColumnNames)}) REFERENCES ${target}${actions}${deferral(element.attributes)}`,
    base(element),
  );
}

function createIndex(element: Element, lenient: boolean): readonly string[] {
  const { indexName, unique, using, associatedWith = "", tablespace } = element.attributes;
  if (/primaryKey|uniqueConstraint|foreignKey/.test(associatedWith)) return [];
  const columns = childrenOf(element, "column").map(({ attributes }) => {
    const name = attributes["name"] ?? "";
    return `${isTrue(attributes["computed"]) ? name : quoted(name)}${when(isTrue(attributes["descending"]), "DESC")}`;
  });
  const name = indexName === undefined ? "" : ` ${quoted(indexName)}`;
  return [
    `CREATE${when(isTrue(unique), "UNIQUE")} INDEX${when(lenient, "IF NOT EXISTS")}${name} ON ${relation(element)}${when(using !== undefined, `USING ${using}`)} (${columns.join(", ")})${when(tablespace !== undefined, `TABLESPACE ${tablespace}`)}`,
  ];
}

const dropIndex = (element: Element, lenient = false): string =>
  `DROP INDEX${when(lenient, "IF EXISTS")} ${relation(element, "indexName")}`;

function addNotNull(element: Element): readonly string[] {
  const { defaultNullValue: value, columnDataType: type = "" } = element.attributes;
  const said = { ...element, attributes: { value: value ?? "" } };
  const { type: mapped } = postgresType(type);
  const numeric = /^-?\d+(?:\.\d+)?$/.test(value ?? "") && !/CHAR|TEXT|BOOL/i.test(mapped);
  const written = numeric ? value : valueOf(said, "value", type);
  return [
    ...(value === undefined || value.toLowerCase() === "null"
      ? []
      : [`UPDATE ${relation(element)} SET ${columnOf(element)} = ${written} WHERE ${columnOf(element)} IS NULL`]),
    alterColumn(element, "SET NOT NULL"),
  ];
}

/** Changes of constraints and indexes. */
export const constraintChanges: Changes = {
  addNotNullConstraint: { up: addNotNull, down: (element) => [alterColumn(element, "DROP NOT NULL")] },
  dropNotNullConstraint: {
    up: (element) => [alterColumn(element, "DROP NOT NULL")],
    down: (element) => [alterColumn(element, "SET NOT NULL")],
  },
  addPrimaryKey: {
    up: (element) => [key(element, "PRIMARY KEY")],
    down: (element) => [drop(element, usualName(element, "", "pkey"))],
  },
  dropPrimaryKey: { up: (element) => [drop(element, usualName(element, "", "pkey"))] },
  addUniqueConstraint: {
    up: (element) => [key(element, "UNIQUE")],
    down: (element) => [drop(element, usualName(element, element.attributes["columnNames"], "key"))],
  },
  dropUniqueConstraint: {
    up: (element) => [drop(element, usualName(element, element.attributes["uniqueColumns"], "key"))],
  },
  addForeignKeyConstraint: {
    up: (element) => [foreignKey(element)],
    down: (element) => [
      drop(element, usualName(element, element.attributes["baseColumnNames"], "fkey", "baseTableName"), base(element)),
    ],
  },
  dropForeignKeyConstraint: { up: (element) => [drop(element, "", base(element))] },
  addCheckConstraint: {
    up: (element) => [
      add(element, `CHECK (${element.attributes["constraintBody"] ?? element.attributes["checkConstraint"] ?? ""})`),
    ],
    down: (element) => [drop(element, "")],
  },
  dropCheckConstraint: { up: (element) => [drop(element, "")] },
  createIndex: {
    up: createIndex,
    down: (element) => (createIndex(element, false).length === 0 ? [] : [dropIndex(element)]),
  },
  dropIndex: { up: (element, lenient) => [dropIndex(element, lenient)] },
};
