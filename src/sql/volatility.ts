import type { Node } from "libpg-query";
import { text } from "./names.ts";

/** Functions whose value is the same for all rows of a statement. A function that is not here counts as volatile, as one made without a word on it is. */
const STEADY: ReadonlySet<string> = new Set(
  `now transaction_timestamp statement_timestamp current_setting current_schema current_database version
  lower upper btrim ltrim rtrim concat concat_ws replace substring left right length char_length md5 sha256 encode decode
  to_char to_date to_timestamp to_number date_trunc date_part make_date make_interval make_timestamp make_timestamptz timezone age
  abs round floor ceil ceiling trunc sign mod power sqrt array_length cardinality array_append array_fill string_to_array
  array_to_string jsonb_build_object jsonb_build_array json_build_object json_build_array to_json to_jsonb jsonb_set
  int4range int8range numrange tsrange tstzrange daterange text date numeric format quote_ident quote_literal repeat
  to_tsvector point box polygon circle st_geomfromtext st_setsrid st_makepoint uuid_nil empty_blob set_byte
  lpad rpad translate hstore unaccent nullif greatest least xmlcomment txid_current_snapshot pg_current_xact_id txid_current`.split(
    /\s+/,
  ),
);

/** Does the value have to be worked out row by row? */
export function isVolatile(tree: Node | undefined): boolean {
  const walk = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(walk);
    if (typeof value !== "object" || value === null) return false;
    return Object.entries(value).some(([key, inner]) => {
      if (key === "FuncCall") {
        const names = (inner as { funcname?: Node[] }).funcname ?? [];
        const own = names.length > 1 && text(names[0]) !== "pg_catalog";
        if (own || !STEADY.has(text(names.at(-1)))) return true;
      }
      return walk(inner);
    });
  };
  return walk(tree);
}

/** `DEFAULT NULL`, with or without a cast, is no default. */
export function isNull(tree: Node | undefined): boolean {
  if (tree === undefined) return false;
  if ("TypeCast" in tree) return isNull(tree.TypeCast.arg);
  return "A_Const" in tree && tree.A_Const.isnull === true;
}
