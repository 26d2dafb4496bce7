import type { Changes } from "../change.ts";
import { childOf, childrenOf, type Element } from "../element.ts";
import { quoted, relation } from "../names.ts";
import { postgresType } from "../types.ts";
import { valueOf } from "../values.ts";

interface Cell {
  readonly column: string;
  readonly value: string;
}

const cells = (element: Element): readonly Cell[] =>
  childrenOf(element, "column").map((column) => {
    const { name = "", type } = column.attributes;
    const text = column.text?.text;
    const said =
      text === undefined || column.attributes["value"] !== undefined
        ? column
        : { ...column, attributes: { ...column.attributes, value: text } };
    return { column: quoted(name), value: valueOf(said, "value", type) ?? "NULL" };
  });

/** `:name` and `:value` in a WHERE stand for the parameters below it, one after the other. */
function where(element: Element): string {
  const said = element.attributes["where"] ?? childOf(element, "where")?.text?.text.trim();
  if (said === undefined || said === "") return "";
  const params = (childOf(element, "whereParams")?.children ?? []).map(({ attributes, ...rest }) => ({
    name: quoted(attributes["name"] ?? ""),
    value: valueOf({ attributes, ...rest }, "value", attributes["type"]) ?? "NULL",
  }));
  let named = 0;
  let given = 0;
  const filled = said.replaceAll(/:name\b|\?|:value\b/g, (mark) =>
    mark === ":name" ? (params[named++]?.name ?? mark) : (params[given++]?.value ?? mark),
  );
  return ` WHERE ${filled}`;
}

/** Changes of rows. */
export const rowChanges: Changes = {
  insert: {
    up(element) {
      const row = cells(element);
      const names = row.map(({ column }) => column).join(", ");
      return [`INSERT INTO ${relation(element)} (${names}) VALUES (${row.map(({ value }) => value).join(", ")})`];
    },
  },
  update: {
    up(element) {
      const sets = cells(element).map(({ column, value }) => `${column} = ${value}`);
      return [`UPDATE ${relation(element)} SET ${sets.join(", ")}${where(element)}`];
    },
  },
  delete: { up: (element) => [`DELETE FROM ${relation(element)}${where(element)}`] },
  addLookupTable: {
    up(element) {
      const { existingColumnName = "", newColumnName = "", newColumnDataType = "" } = element.attributes;
      const old = relation(element, "existingTableName", "existingTableSchemaName");
      const made = relation(element, "newTableName", "newTableSchemaName");
      const [from, to] = [quoted(existingColumnName), quoted(newColumnName)];
      return [
        `CREATE TABLE ${made} AS SELECT DISTINCT ${from} AS ${to} FROM ${old} WHERE ${from} IS NOT NULL`,
        `ALTER TABLE ${made} ALTER COLUMN ${to} TYPE ${postgresType(newColumnDataType === "" ? "text" : newColumnDataType).type}`,
        `ALTER TABLE ${made} ALTER COLUMN ${to} SET NOT NULL`,
        `ALTER TABLE ${made} ADD PRIMARY KEY (${to})`,
        `ALTER TABLE ${old} ADD CONSTRAINT ${lookupName(element)} FOREIGN KEY (${from}) REFERENCES ${made} (${to})`,
      ];
    },
    down: (element) => [
      `ALTER TABLE ${relation(element, "existingTableName", "existingTableSchemaName")} DROP CONSTRAINT ${lookupName(element)}`,
      `DROP TABLE ${relation(element, "newTableName", "newTableSchemaName")}`,
    ],
  },
};

function lookupName({ attributes }: Element): string {
  const { constraintName, existingTableName = "", newTableName = "" } = attributes;
  return quoted(constraintName ?? `FK_${existingTableName}_${newTableName}`.toUpperCase());
}
