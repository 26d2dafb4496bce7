import type { NodeSettings } from "../../model/dbt.ts";
import type { Plain } from "./yaml-get.ts";

/** Settings that plans and rules ask about, and that decide nothing here. */
export const KEPT: readonly string[] =
  "unique_key incremental_strategy partition_by cluster_by sort dist lookback on_schema_change full_refresh tags meta freshness loaded_at_field loaded_at_query partition_expiration_days deprecation_date latest_version schema alias database strategy updated_at check_cols hard_deletes invalidate_hard_deletes target_schema target_database dbt_valid_to_current snapshot_meta_column_names event_time batch_size begin merge_update_columns merge_exclude_columns incremental_predicates column_types delimiter grants pre_hook post_hook sql_header loader".split(
    " ",
  );

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
