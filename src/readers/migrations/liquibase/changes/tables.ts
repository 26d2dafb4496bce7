import { textInQuotes } from "../../../../sql/quote.ts";
import { type Changes, when } from "../change.ts";
import { childrenOf, type Element, isTrue } from "../element.ts";
import { quoted, relation } from "../names.ts";
import { postgresType } from "../types.ts";
import { valueOf } from "../values.ts";
import { alterColumn, columnOf, columnsOf, foreignKey, notNull, remarksOf, unique } from "./columns.ts";

const table = (element: Element): string => relation(element);
const rename = (element: Element, from: string, to: string): string =>
  `ALTER TABLE ${relation(element, from)} RENAME TO ${quoted(element.attributes[to] ?? "")}`;

function createTable(element: Element, lenient: boolean): readonly string[] {
  const columns = columnsOf(element);
  const keys = columns.filter(({ primary }) => primary);
  const keyName = keys.map(({ constraints }) => constraints["primaryKeyName"]).find((name) => name !== undefined);
  const list = keys.map(({ name }) => quoted(name)).join(", ");
  const parts = [
    ...columns.map((column) => `${column.definition}${when(column.required, notNull(column))}`),
    ...(keys.length === 0
      ? []
      : [`${keyName === undefined ? "" : `CONSTRAINT ${quoted(keyName)} `}PRIMARY KEY (${list})`]),
    ...columns.flatMap((column) => foreignKey(column) ?? []),
    ...columns.filter((column) => column.unique).map(unique),
  ];
  const absent = lenient || isTrue(element.attributes["ifNotExists"]);
  const temporary = /temp/i.test(element.attributes["tableType"] ?? "");
  const partition = element.attributes["partitionBy"];
  const { remarks } = element.attributes;
  return [
    `CREATE${when(temporary, "TEMPORARY")} TABLE${when(absent, "IF NOT EXISTS")} ${table(element)} (${parts.join(", ")})${when(partition !== undefined, `PARTITION BY ${partition}`)}`,
    ...(remarks === undefined || remarks.trim() === ""
      ? []
      : [`COMMENT ON TABLE ${table(element)} IS ${textInQuotes(remarks)}`]),
    ...columns.flatMap((column) => remarksOf(table(element), column)),
  ];
}

function addColumn(element: Element, lenient: boolean): readonly string[] {
  const columns = columnsOf(element);
  const name = table(element);
  const add = `ALTER TABLE ${name} ADD${lenient ? " COLUMN IF NOT EXISTS" : ""}`;
  return [
    ...columns.map((column) => {
      const required = when(column.required && column.value === undefined, notNull(column));
      return `${add} ${column.definition}${required}${when(column.primary, "PRIMARY KEY")}`;
    }),
    ...columns.filter((column) => column.unique).map((column) => `ALTER TABLE ${name} ADD ${unique(column)}`),
    ...columns.flatMap((column) => foreignKey(column) ?? []).map((key) => `ALTER TABLE ${name} ADD ${key}`),
    ...columns.flatMap((column) =>
      column.value === undefined ? [] : [`UPDATE ${name} SET ${quoted(column.name)} = ${column.value}`],
    ),
    ...columns
      .filter(({ required, value }) => required && value !== undefined)
      .map((column) => `ALTER TABLE ${name} ALTER COLUMN ${quoted(column.name)} SET NOT NULL`),
    ...columns.flatMap((column) => remarksOf(name, column)),
  ];
}

const dropped = (element: Element): readonly string[] => {
  const { columnName } = element.attributes;
  const listed = childrenOf(element, "column").map((column) => column.attributes["name"] ?? "");
  return columnName === undefined ? listed : [columnName, ...listed];
};

/** Changes of tables and of their columns. */
export const tableChanges: Changes = {
  createTable: { up: createTable, down: (element) => [`DROP TABLE ${table(element)}`] },
  dropTable: {
    up: (element, lenient) => [
      `DROP TABLE${when(lenient, "IF EXISTS")} ${table(element)}${when(isTrue(element.attributes["cascadeConstraints"]), "CASCADE")}`,
    ],
  },
  renameTable: {
    up: (element) => [rename(element, "oldTableName", "newTableName")],
    down: (element) => [rename(element, "newTableName", "oldTableName")],
  },
  setTableRemarks: {
    up: (element) => [`COMMENT ON TABLE ${table(element)} IS ${textInQuotes(element.attributes["remarks"] ?? "")}`],
  },
  addColumn: {
    up: addColumn,
    down: (element) =>
      columnsOf(element).map(({ name }) => `ALTER TABLE ${table(element)} DROP COLUMN ${quoted(name)}`),
  },
  dropColumn: {
    up: (element, lenient) =>
      dropped(element).map(
        (name) => `ALTER TABLE ${table(element)} DROP COLUMN${when(lenient, "IF EXISTS")} ${quoted(name)}`,
      ),
  },
  renameColumn: {
    up: (element) => [renameColumn(element, "oldColumnName", "newColumnName")],
    down: (element) => [renameColumn(element, "newColumnName", "oldColumnName")],
  },
  modifyDataType: {
    up(element) {
      const { type } = postgresType(element.attributes["newDataType"] ?? "");
      return [alterColumn(element, `TYPE ${type} USING (${columnOf(element)}::${type})`)];
    },
  },
  setColumnRemarks: {
    up: (element) => [
      `COMMENT ON COLUMN ${table(element)}.${columnOf(element)} IS ${textInQuotes(element.attributes["remarks"] ?? "")}`,
    ],
  },
  addAutoIncrement: {
    up: (element) => [
      alterColumn(element, `ADD GENERATED ${element.attributes["generationType"] ?? "BY DEFAULT"} AS IDENTITY`),
    ],
  },
  mergeColumns: {
    up(element) {
      const {
        column1Name = "",
        column2Name = "",
        finalColumnName = "",
        finalColumnType = "",
        joinString = "",
      } = element.attributes;
      const [one, two, made] = [column1Name, column2Name, finalColumnName].map(quoted);
      const name = table(element);
      return [
        ...(one === made || two === made
          ? []
          : [`ALTER TABLE ${name} ADD ${made} ${postgresType(finalColumnType).type}`]),
        `UPDATE ${name} SET ${made} = ${one} || ${textInQuotes(joinString)} || ${two}`,
        ...[one, two].filter((column) => column !== made).map((column) => `ALTER TABLE ${name} DROP COLUMN ${column}`),
      ];
    },
  },
  addDefaultValue: {
    up: (element) => [
      alterColumn(
        element,
        `SET DEFAULT ${valueOf(element, "defaultValue", element.attributes["columnDataType"]) ?? "NULL"}`,
      ),
    ],
    down: (element) => [alterColumn(element, "DROP DEFAULT")],
  },
  dropDefaultValue: { up: (element) => [alterColumn(element, "DROP DEFAULT")] },
};

const renameColumn = (element: Element, from: string, to: string): string =>
  `ALTER TABLE ${table(element)} RENAME COLUMN ${quoted(element.attributes[from] ?? "")} TO ${quoted(element.attributes[to] ?? "")}`;
