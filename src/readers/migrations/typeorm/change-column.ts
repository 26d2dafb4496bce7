import { isList, isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { plainOf } from "../../../code/script/builtins.ts";
import { inQuotes, textInQuotes } from "../../../sql/quote.ts";
import { columnSql, columnType, textIn, uniqueName, uniqueSql } from "./sql.ts";

/** The same whether it is said or left out. */
const same = (from: ValueMap, to: ValueMap, key: string, usual: Value): boolean => {
  const [one, other] = [from.get(key) ?? usual, to.get(key) ?? usual];
  return isList(one) || isList(other) ? plain(one) === plain(other) : one === other;
};

const plain = (value: Value): string => JSON.stringify(plainOf(value) ?? null);

/** Why TypeORM would drop the column and add it again: its values are gone. */
const isReplaced = (from: ValueMap, to: ValueMap): boolean =>
  !same(from, to, "type", null) ||
  !same(from, to, "length", "") ||
  !same(from, to, "isArray", false) ||
  (to.get("generatedType") === "STORED" &&
    (!same(from, to, "generatedType", null) || !same(from, to, "asExpression", null)));

/** What TypeORM leaves to calls that are not followed here. */
const UNFOLLOWED = ["enum", "enumName", "isPrimary", "isGenerated", "generationStrategy", "collation"] as const;

/** `changeColumn` by two descriptions; undefined where what it does is only known when it runs. */
export function changeColumnSql(
  { alter, table, on }: { readonly alter: string; readonly table: string; readonly on: string },
  from: Value | undefined,
  to: Value | undefined,
): readonly string[] | undefined {
  if (!isMap(from) || !isMap(to)) return undefined;
  const [before, after] = [textIn(from, "name"), textIn(to, "name")];
  const [added, type] = [columnSql(to), columnType(to)];
  if (before === undefined || after === undefined || added === undefined || type === undefined) return undefined;
  if (isReplaced(from, to)) return [`${alter} DROP COLUMN ${inQuotes(before)}`, `${alter} ADD ${added}`];
  if (UNFOLLOWED.some((key) => !same(from, to, key, key.startsWith("is") ? false : null))) return undefined;
  const name = inQuotes(after);
  const lines: string[] = [];
  if (before !== after) lines.push(`${alter} RENAME COLUMN ${inQuotes(before)} TO ${name}`);
  if (!same(from, to, "precision", null) || !same(from, to, "scale", null))
    lines.push(`${alter} ALTER COLUMN ${name} TYPE ${type}`);
  if (!same(from, to, "isNullable", false))
    lines.push(`${alter} ALTER COLUMN ${name} ${to.get("isNullable") === true ? "DROP" : "SET"} NOT NULL`);
  if (!same(from, to, "comment", "")) lines.push(commentSql(`${on}.${name}`, to.get("comment")));
  if (!same(from, to, "isUnique", false)) {
    lines.push(
      to.get("isUnique") === true
        ? `${alter} ADD ${uniqueSql(table, after)}`
        : `${alter} DROP CONSTRAINT ${uniqueName(table, after)}`,
    );
  }
  if (!same(from, to, "default", null)) {
    const value = to.get("default");
    if (typeof value === "object" && value !== null) return undefined;
    lines.push(
      value === undefined || value === null
        ? `${alter} ALTER COLUMN ${name} DROP DEFAULT`
        : `${alter} ALTER COLUMN ${name} SET DEFAULT ${value}`,
    );
  }
  return lines;
}

const commentSql = (column: string, comment: Value | undefined): string =>
  `COMMENT ON COLUMN ${column} IS ${typeof comment === "string" && comment !== "" ? textInQuotes(comment) : "NULL"}`;
