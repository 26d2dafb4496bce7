import type { Expr } from "../query.ts";

const AGGREGATES: ReadonlySet<string> = new Set(
  "count count_if countif count_star sum sum_if avg min max median mode first last any_value anyvalue arbitrary approx_distinct approx_count_distinct approx_percentile approx_quantile approx_quantiles approx_top_count quantile percentile percentile_cont percentile_disc stddev stddev_pop stddev_samp variance var_pop var_samp skewness kurtosis corr covar_samp covar_pop logical_and logical_or bool_and bool_or booland_agg boolor_agg bitwise_and_agg bitwise_or_agg bitwise_xor_agg array_agg array_concat_agg array_unique_agg array_union_agg group_concat string_agg list_agg listagg json_array_agg json_object_agg jsonb_agg json_agg object_agg objectagg min_by max_by arg_min arg_max argmin argmax hll hash_agg uniq uniqexact sumif avgif grouparray within_group st_union_agg st_makeline".split(
    " ",
  ),
);

/** Functions of a SELECT list that make several rows of one. */
const ROW_MAKERS: ReadonlySet<string> = new Set(
  "unnest explode explode_outer posexplode posexplode_outer inline stack flatten generate_series exploding_generate_series regexp_split_to_table regexp_matches json_array_elements jsonb_array_elements json_array_elements_text jsonb_array_elements_text json_each jsonb_each json_object_keys jsonb_object_keys arrayjoin".split(
    " ",
  ),
);

/** Does an expression, outside of its own queries, hold a call of a kind? What stands in a window is no aggregate. */
function holds(expr: Expr, ops: (op: string) => boolean, windows: boolean): boolean {
  if (expr.kind !== "call") return false;
  if (ops(expr.op)) return true;
  const args = !windows && expr.op === "window_function" ? expr.args.slice(1) : expr.args;
  return args.some((arg) => holds(arg, ops, windows));
}

export const aggregates = (expr: Expr): boolean => holds(expr, (op) => AGGREGATES.has(op), false);
export const windowed = (expr: Expr): boolean =>
  holds(expr, (op) => op === "window_function" || op === "within_group", true);
export const makesRows = (expr: Expr): boolean => holds(expr, (op) => ROW_MAKERS.has(op), true);
