/** Words that only one database, or hardly any other, understands. */
const WORDS: readonly (readonly [string, RegExp])[] = [
  [
    "bigquery",
    /\b(?:safe_cast|timestamp_trunc|farm_fingerprint|countif|int64|float64|safe_divide|parse_date|format_date|generate_date_array|date_diff|safe_offset)\b/gi,
  ],
  [
    "snowflake",
    /::variant|\b(?:timestamp_ntz|to_timestamp_ntz|flatten|iff|zeroifnull|object_construct|parse_json|try_to_number|try_to_date|array_size)\b/gi,
  ],
  [
    "clickhouse",
    /\b(?:toDate|toDateTime|toUInt\d+|toStartOf\w+|groupArray|arrayJoin|argMax|toString|LowCardinality)\b/g,
  ],
  [
    "trino",
    /\b(?:from_iso8601_timestamp|varbinary|uint256|date_parse|approx_distinct|json_extract_scalar|row_to_json)\b/gi,
  ],
  ["databricks", /\b(?:from_json|posexplode|explode_outer|get_json_object|collect_set)\b/gi],
  ["redshift", /\b(?:distkey|sortkey|json_extract_path_text|is_valid_json|getdate)\b/gi],
  ["duckdb", /\b(?:read_csv_auto|read_parquet|list_transform|strptime)\b/gi],
];

/** Adapter → how many of its words a text says. */
export function adapterHints(text: string): ReadonlyMap<string, number> {
  return new Map(
    WORDS.flatMap(([adapter, words]) => {
      const count = text.match(words)?.length ?? 0;
      return count === 0 ? [] : [[adapter, count] as const];
    }),
  );
}
