import { isMap, type Value } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";

/** A table as Sequelize takes it: `"name"`, `"schema.name"`, `{ tableName, schema }`. */
export interface TableName {
  readonly bare: string;
  readonly sql: string;
}

const inParts = (name: string): string =>
  name
    .replaceAll('"', "")
    .split(".")
    .map((part) => inQuotes(part))
    .join(".");

export function tableNamed(value: Value | undefined, options?: Value): TableName | undefined {
  const said = isMap(value) ? (value.get("tableName") ?? value.get("name")) : value;
  if (typeof said !== "string" || said === "") return undefined;
  const schema = isMap(value) ? value.get("schema") : isMap(options) ? options.get("schema") : undefined;
  const sql = typeof schema === "string" ? `${inQuotes(schema)}.${inQuotes(said)}` : inParts(said);
  return { bare: said, sql };
}

/** Names of indexes are split at their dots too. */
export const quotedIndex = inParts;

/** `usersTeamId` → `users_team_id`, as Sequelize names what nobody named. */
export const underscored = (name: string): string =>
  name
    .replaceAll(/[A-Z]/g, (letter) => `_${letter}`)
    .replace(/^_/, "")
    .toLowerCase();
