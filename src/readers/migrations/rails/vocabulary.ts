const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Calls that change the schema, as `db/migrate` writes them. */
export const COMMANDS = words(
  `create_table drop_table rename_table create_join_table drop_join_table change_table_comment add_column add_columns remove_column
  remove_columns rename_column change_column change_column_default change_column_null change_column_comment add_timestamps
  remove_timestamps add_reference remove_reference add_index remove_index rename_index add_foreign_key remove_foreign_key
  validate_foreign_key add_check_constraint remove_check_constraint validate_check_constraint validate_constraint
  add_exclusion_constraint remove_exclusion_constraint add_unique_constraint remove_unique_constraint execute enable_extension
  disable_extension create_enum drop_enum rename_enum add_enum_value rename_enum_value create_schema drop_schema`,
);

/** Other names of these. */
export const ALIASES: Readonly<Record<string, string>> = {
  add_belongs_to: "add_reference",
  remove_belongs_to: "remove_reference",
  create_extension: "enable_extension",
  drop_extension: "disable_extension",
  exec_query: "execute",
  exec_update: "execute",
  exec_delete: "execute",
  exec_insert: "execute",
  raw_execute: "execute",
};

/** Questions to the database whether something exists. */
export const GUARDS = words(
  `table_exists? column_exists? index_exists? index_name_exists? foreign_key_exists? check_constraint_exists? view_exists?
  data_source_exists? extension_enabled? schema_exists? constraint_exists? enum_exists? unique_constraint_exists? type_exists?
  function_exists? trigger_exists?`,
);

/** Calls that run their block and change nothing by themselves. */
export const WRAPPERS = words(
  `say_with_time suppress_messages transaction silence safety_assured with_lock_retries uncached disable_referential_integrity
  no_touching with_lock benchmark ActiveRecord::Base.transaction unscoped without_locking lease_connection with_connection`,
);

/** Calls that matter to nobody but a person who looks on. */
export const SILENT = words(
  `say puts print p pp warn log sleep require require_relative require_dependency announce write debug info error attr_reader
  attr_accessor include extend private protected public reset_column_information reset_all_column_information set_table_name table_name=
  disable_ddl_transaction! disable_statement_timeout logger verbose verbose= stdout sync= GC Rails.logger clear_cache! schema_cache
  delay_start reload_schema stdout clear_data_source_cache! verify! reconnect! binding flush set_inheritance_column reset_sequence_name
  reset_primary_key clear clear! class name to_proc nothing abort`,
);

/** What the application's classes are asked for without changing anything. */
export const READS = words(
  `where find find_by find_by! first last all pluck ids count exists? any? none? empty? select joins includes left_joins left_outer_joins
  order limit offset group having distinct maximum minimum sum average unscoped unscope not or merge references preload eager_load
  in_batches from take pick size length new column_names columns columns_hash table_name quoted_table_name primary_key connection
  arel_table to_sql lock model_name reflect_on_association reorder rewhere readonly load present? blank? nil? is_a? respond_to? to_s to_i
  to_sym to_a map flat_map filter_map select reject sort sort_by uniq compact join keys values fetch dig each_slice each_with_object
  reduce inject min max zip index_by group_by sum partition detect dup freeze current parse now ago today utc env root read exist?
  production? development? test? id tap then itself select_value select_values select_one select_all select_rows query query_value
  query_values current_database version database_version postgresql_version match? match slice except with_indifferent_access quote
  quote_column_name quote_table_name quote_string constantize safe_constantize defined? name hash key? has_key? include? [] == != ! -@ call eq
  in gt lt gteq lteq method const_get instance_method class_eval instance_variable_get tables views indexes foreign_keys check_constraints
  primary_key adapter_name supports_extensions? open_transactions find_or_initialize_by base_class inheritance_column sanitize_sql
  sanitize_sql_array sanitize_sql_for_conditions sanitize_sql_like inspect titleize humanize join path iso8601 to_date to_time since until
  beginning_of_day from_now to_json as_json attributes symbolize_keys deep_symbolize_keys times upto step each_char chars strip lines
  hexdigest hex uuid urlsafe_base64 random_number alphanumeric config configuration_for configurations application credentials`,
);

/** Iterations over what only a run would fetch: the block is read once. */
export const ITERATES =
  /^(?:find_each|find_in_batches|in_batches|each\w*|map|flat_map|times|find_all|reverse_each|upto|then|tap|in_groups_of|loop)$/;
