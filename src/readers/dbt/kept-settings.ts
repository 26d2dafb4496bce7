import type { NodeSettings } from "../../model/dbt.ts";
import type { Plain } from "./yaml-get.ts";

/** Settings that plans and rules ask about, and that decide nothing here. */
export const KEPT: readonly string[] = [
  "alias",
  "batch_size",
  "begin",
  "check_cols",
  "cluster_by",
  "column_types",
  "database",
  "dbt_valid_to_current",
  "delimiter",
  "deprecation_date",
  "dist",
  "event_time",
  "freshness",
  "full_refresh",
  "grants",
  "hard_deletes",
  "incremental_predicates",
  "incremental_strategy",
  "indexes",
  "invalidate_hard_deletes",
  "latest_version",
  "loaded_at_field",
  "loaded_at_query",
  "loader",
  "lookback",
  "merge_exclude_columns",
  "merge_update_columns",
  "meta",
  "on_schema_change",
  "order_by",
  "partition_by",
  "partition_expiration_days",
  "post_hook",
  "pre_hook",
  "schema",
  "snapshot_meta_column_names",
  "sort",
  "sql_header",
  "strategy",
  "tags",
  "target_database",
  "target_schema",
  "unique_key",
  "updated_at",
];

export type Kept = Readonly<Record<string, Plain>>;

/** What is said closer to the node wins; `meta` is joined key by key. */
export function nearer(far: Kept, near: Kept): Kept {
  const [one, other] = [far["meta"], near["meta"]];
  return { ...far, ...near, ...(isMap(one) && isMap(other) && { meta: { ...one, ...other } }) };
}

/** Nested keys joined by dots, every value a list of texts. */
export function flat(kept: Kept): NodeSettings {
  const found: Record<string, readonly string[]> = {};
  const walk = (key: string, value: Plain): void => {
    if (value === null) return;
    if (isMap(value)) for (const [name, inner] of Object.entries(value)) walk(`${key}.${name}`, inner);
    else if (Array.isArray(value)) {
      const all: readonly Plain[] = value;
      found[key] = all.flatMap((each) => (typeof each === "object" ? [] : [String(each)]));
    } else if (typeof value !== "object") found[key] = [String(value)];
  };
  for (const [key, value] of Object.entries(kept)) walk(key, value);
  return found;
}

const isMap = (value: Plain | undefined): value is { readonly [key: string]: Plain } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
