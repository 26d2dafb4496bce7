import { isList, isMap, type Value } from "../../../code/value.ts";
import { textInQuotes } from "../../../sql/quote.ts";
import { plainOf } from "../../../code/script/builtins.ts";
import { literalOf } from "../program/raw-sql.ts";

/** A value as SQL, `type` being the column's where it is one's default; undefined where it is not known. */
export function literalSql(value: Value | undefined, type = ""): string | undefined {
  if (isMap(value) || (isList(value) && /^jsonb?$/i.test(type))) {
    const plain = plainOf(value);
    return plain === undefined ? undefined : textInQuotes(JSON.stringify(plain));
  }
  if (!isList(value)) return literalOf(value);
  const items = value.map((one) => literalOf(one));
  if (items.includes(undefined)) return undefined;
  return `ARRAY[${items.join(",")}]${type.endsWith("[]") ? `::${type}` : ""}`;
}
