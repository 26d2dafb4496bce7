import type { QualityClass } from "../../../model/quality.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Tests by the class that they look after: dbt's own, dbt_utils, dbt_expectations, elementary, dbt_constraints; `expect_` is left out. */
const TESTS: Readonly<Record<QualityClass, readonly string[]>> = {
  freshness: words(`
    recency freshness_anomalies event_freshness_anomalies
    row_values_to_have_recent_data grouped_row_values_to_have_recent_data row_values_to_have_data_for_every_n_datepart`),
  nulls: words(
    "not_null not_null_proportion not_null_where not_empty_string at_least_one column_values_to_not_be_null",
  ),
  uniqueness: words(`
    unique unique_where unique_combination_of_columns unique_key
    column_values_to_be_unique compound_columns_to_be_unique select_column_values_to_be_unique_within_record
    column_proportion_of_unique_values_to_be_between`),
  references: words("relationships relationships_where foreign_key"),
  values: words(`
    accepted_values not_accepted_values accepted_range expression_is_true sequential_values mutually_exclusive_ranges json_schema
    column_values_to_be_in_set column_values_to_not_be_in_set column_values_to_be_between column_values_to_be_null
    column_values_to_be_of_type column_values_to_be_in_type_list column_values_to_have_consistent_casing
    column_values_to_be_decreasing column_values_to_be_increasing
    column_value_lengths_to_be_between column_value_lengths_to_equal
    column_values_to_match_regex column_values_to_not_match_regex column_values_to_match_regex_list
    column_values_to_not_match_regex_list column_values_to_match_like_pattern column_values_to_not_match_like_pattern
    column_values_to_match_like_pattern_list column_values_to_not_match_like_pattern_list
    column_distinct_values_to_be_in_set column_distinct_values_to_contain_set column_distinct_values_to_equal_set
    column_most_common_value_to_be_in_set column_max_to_be_between column_min_to_be_between
    column_pair_values_to_be_equal column_pair_values_to_be_in_set column_pair_values_a_to_be_greater_than_b
    multicolumn_sum_to_equal`),
  "row-count": words(`
    equal_rowcount fewer_rows_than volume_anomalies table_row_count_to_be_between table_row_count_to_equal`),
  distribution: words(`
    not_constant column_anomalies all_columns_anomalies dimension_anomalies
    column_mean_to_be_between column_median_to_be_between column_stdev_to_be_between column_sum_to_be_between
    column_quantile_values_to_be_between column_unique_value_count_to_be_between column_distinct_count_to_equal
    column_distinct_count_to_be_greater_than column_values_to_be_within_n_stdevs column_values_to_be_within_n_moving_stdevs`),
  reconciliation: words(`
    equality cardinality_equality table_row_count_to_equal_other_table
    table_row_count_to_equal_other_table_times_factor table_aggregation_to_equal_other_table
    column_distinct_count_to_equal_other_table`),
  schema: words(`
    schema_changes schema_changes_from_baseline exposure_schema_validity column_to_exist table_column_count_to_be_between
    table_column_count_to_equal table_column_count_to_equal_other_table table_columns_to_contain_set
    table_columns_to_match_set table_columns_to_match_ordered_list table_columns_to_not_contain_set`),
};

const known: ReadonlyMap<string, QualityClass> = new Map(
  Object.entries(TESTS).flatMap(([key, names]) => names.map((name) => [name, key as QualityClass] as const)),
);

/** The class of a test by its name, without its package; undefined where no package of ours has it. */
export const classOfTest = (name: string): QualityClass | undefined =>
  known.get(name.toLowerCase().replace(/^expect_/, ""));
