import type { Dialect } from "../parse/dialect.ts";
import type { CallSource, Name } from "../query.ts";
import type { RowItem } from "./row.ts";

/** Table functions whose columns are their own. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  flatten: ["seq", "key", "path", "index", "value", "this"],
  split_to_table: ["seq", "index", "value"],
  posexplode: ["pos", "col"],
  posexplode_outer: ["pos", "col"],
};
/** Functions whose one column has the alias of their table, where nothing else names it. */
const SINGLE =
  /^(?:unnest|generate_series|exploding_generate_series|explode|explode_outer|generate_date_array|regexp_split_to_table|json_array_elements(?:_text)?|jsonb_array_elements(?:_text)?|column)$/;

/** The row of UNNEST, FLATTEN or another function in FROM. */
export function callRow(
  { name, columns, alias, offset, ordinality }: CallSource,
  { fold, parser }: Dialect,
): readonly RowItem[] {
  const column = (one: Name): RowItem => ({ kind: "column", key: fold(one), name: one.text });
  const tail = offset === undefined ? [] : [column(offset)];
  if (columns.length > 0) return [...columns.map(column), ...tail];
  const known = KNOWN[name];
  if (known !== undefined) return known.map((text) => column({ text, quoted: false }));
  const star = { kind: "star", of: `${name}()`, except: new Set<string>(), weak: true } as const;
  if (!SINGLE.test(name)) return [star, ...tail];
  const counted =
    ordinality && offset === undefined && parser !== "bigquery" ? [column({ text: "ordinality", quoted: false })] : [];
  // BigQuery's element may be a STRUCT, whose fields are then columns too.
  if (parser === "bigquery" || alias === undefined) return [star, ...tail];
  return [column(alias), ...counted, ...tail];
}
