import { quoteName } from "../../../sql/quote.ts";
import type { Column } from "./fields.ts";
import { madeName, postgresName } from "./names.ts";
import { type Model, tableOf } from "./state.ts";

export const foreignName = ({ name, points }: Column, table: string): string =>
  madeName(table, [name], `_fk_${points?.table ?? ""}_${points?.column ?? ""}`);

export const foreignSql = ({ name, points }: Column): string =>
  `FOREIGN KEY (${quoteName(name)}) REFERENCES ${quoteName(points?.table ?? "")} (${quoteName(points?.column ?? "")}) DEFERRABLE INITIALLY DEFERRED`;

/** The indexes that a column brings by itself; texts have one more, for LIKE. */
export function fieldIndexes(
  { name, type, index, unique, primary }: Column,
  table: string,
): readonly { readonly name: string; readonly sql: string }[] {
  const own = madeName(table, [name], "");
  const like = madeName(table, [name], "_like");
  const operators = type.startsWith("varchar")
    ? "varchar_pattern_ops"
    : type === "text"
      ? "text_pattern_ops"
      : undefined;
  return [
    ...(index
      ? [{ name: own, sql: `CREATE INDEX ${quoteName(own)} ON ${quoteName(table)} (${quoteName(name)})` }]
      : []),
    ...(operators !== undefined && (index || unique || primary)
      ? [
          {
            name: like,
            sql: `CREATE INDEX ${quoteName(like)} ON ${quoteName(table)} (${quoteName(name)} ${operators})`,
          },
        ]
      : []),
  ];
}

/** What a column has beside itself, with the names that they get when they are made. */
export function objectsOf(column: Column, table: string, unique: "key" | "uniq"): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (column.unique) {
    const own = unique === "key" ? postgresName(table, column.name, "key") : madeName(table, [column.name], "_uniq");
    names.set(`unique:${column.field}`, own);
  }
  if (column.points !== undefined) names.set(`foreign:${column.field}`, foreignName(column, table));
  for (const { name } of fieldIndexes(column, table)) names.set(`${kindOf(name)}:${column.field}`, name);
  return names;
}

export const kindOf = (index: string): "like" | "index" => (index.endsWith("_like") ? "like" : "index");

/** Names stay what they were when a table or a column is renamed. */
export const keptName = (model: Model, kind: "unique" | "foreign" | "index" | "like", column: Column): string => {
  const fresh = objectsOf({ ...column, unique: column.unique || kind === "unique" }, tableOf(model), "key");
  const key = `${kind}:${column.field}`;
  return model.names.get(key) ?? fresh.get(key) ?? "";
};
