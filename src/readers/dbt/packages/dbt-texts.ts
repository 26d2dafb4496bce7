/** dbt's own macros for texts, casts, aggregates and arrays, and for what its materializations ask. */
export const dbtTexts = String.raw`
{% macro default__concat(fields) %}{{ fields | join(' || ') }}{% endmacro %}
{% macro bigquery__concat(fields) %}concat({{ fields | join(', ') }}){% endmacro %}
{% macro spark__concat(fields) %}concat({{ fields | join(', ') }}){% endmacro %}
{% macro fabric__concat(fields) %}concat({{ fields | join(', ') }}){% endmacro %}
{% macro clickhouse__concat(fields) %}concat({{ fields | join(', ') }}){% endmacro %}
{% macro default__safe_cast(field, type) %}cast({{ field }} as {{ type }}){% endmacro %}
{% macro bigquery__safe_cast(field, type) %}safe_cast({{ field }} as {{ type }}){% endmacro %}
{% macro snowflake__safe_cast(field, type) %}try_cast({{ field }} as {{ type }}){% endmacro %}
{% macro duckdb__safe_cast(field, type) %}try_cast({{ field }} as {{ type }}){% endmacro %}
{% macro databricks__safe_cast(field, type) %}try_cast({{ field }} as {{ type }}){% endmacro %}
{% macro trino__safe_cast(field, type) %}try_cast({{ field }} as {{ type }}){% endmacro %}
{% macro athena__safe_cast(field, type) %}try_cast({{ field }} as {{ type }}){% endmacro %}
{% macro fabric__safe_cast(field, type) %}try_cast({{ field }} as {{ type }}){% endmacro %}
{% macro default__cast(field, type) %}cast({{ field }} as {{ type }}){% endmacro %}
{% macro default__cast_bool_to_text(field) %}cast({{ field }} as {{ type_string() }}){% endmacro %}
{% macro default__hash(field) %}md5(cast({{ field }} as {{ type_string() }})){% endmacro %}
{% macro bigquery__hash(field) %}to_hex(md5(cast({{ field }} as string))){% endmacro %}
{% macro trino__hash(field) %}lower(to_hex(md5(to_utf8(cast({{ field }} as varchar))))){% endmacro %}
{% macro athena__hash(field) %}lower(to_hex(md5(to_utf8(cast({{ field }} as varchar))))){% endmacro %}
{% macro default__split_part(string_text, delimiter_text, part_number) %}split_part({{ string_text }}, {{ delimiter_text }}, {{ part_number }}){% endmacro %}
{% macro bigquery__split_part(string_text, delimiter_text, part_number) %}split({{ string_text }}, {{ delimiter_text }})[safe_offset({{ part_number - 1 }})]{% endmacro %}
{% macro default__position(substring_text, string_text) %}position({{ substring_text }} in {{ string_text }}){% endmacro %}
{% macro bigquery__position(substring_text, string_text) %}strpos({{ string_text }}, {{ substring_text }}){% endmacro %}
{% macro default__replace(field, old_chars, new_chars) %}replace({{ field }}, {{ old_chars }}, {{ new_chars }}){% endmacro %}
{% macro default__length(expression) %}length({{ expression }}){% endmacro %}
{% macro fabric__length(expression) %}len({{ expression }}){% endmacro %}
{% macro default__right(string_text, length_expression) %}right({{ string_text }}, {{ length_expression }}){% endmacro %}
{% macro bigquery__right(string_text, length_expression) %}substr({{ string_text }}, -1 * ({{ length_expression }})){% endmacro %}
{% macro default__escape_single_quotes(expression) %}{{ expression | replace("'", "''") }}{% endmacro %}
{% macro bigquery__escape_single_quotes(expression) %}{{ expression | replace("'", "\\'") }}{% endmacro %}
{% macro default__string_literal(value) %}'{{ value }}'{% endmacro %}
{% macro default__any_value(expression) %}any_value({{ expression }}){% endmacro %}
{% macro postgres__any_value(expression) %}min({{ expression }}){% endmacro %}
{% macro redshift__any_value(expression) %}any_value({{ expression }}){% endmacro %}
{% macro default__bool_or(expression) %}bool_or({{ expression }}){% endmacro %}
{% macro bigquery__bool_or(expression) %}logical_or({{ expression }}){% endmacro %}
{% macro snowflake__bool_or(expression) %}boolor_agg({{ expression }}){% endmacro %}
{% macro default__listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}listagg({{ measure }}, {{ delimiter_text }}){% if order_by_clause %} within group ({{ order_by_clause }}){% endif %}{% endmacro %}
{% macro postgres__listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}string_agg({{ measure }}, {{ delimiter_text }}{% if order_by_clause %} {{ order_by_clause }}{% endif %}){% endmacro %}
{% macro redshift__listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}listagg({{ measure }}, {{ delimiter_text }}){% if order_by_clause %} within group ({{ order_by_clause }}){% endif %}{% endmacro %}
{% macro bigquery__listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}string_agg({{ measure }}, {{ delimiter_text }}{% if order_by_clause %} {{ order_by_clause }}{% endif %}{% if limit_num %} limit {{ limit_num }}{% endif %}){% endmacro %}
{% macro duckdb__listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}string_agg({{ measure }}, {{ delimiter_text }}{% if order_by_clause %} {{ order_by_clause }}{% endif %}){% endmacro %}
{% macro spark__listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}array_join(collect_list({{ measure }}), {{ delimiter_text }}){% endmacro %}
{% macro fabric__listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}string_agg({{ measure }}, {{ delimiter_text }}){% if order_by_clause %} within group ({{ order_by_clause }}){% endif %}{% endmacro %}
{% macro default__except() %}except{% endmacro %}
{% macro bigquery__except() %}except distinct{% endmacro %}
{% macro default__intersect() %}intersect{% endmacro %}
{% macro bigquery__intersect() %}intersect distinct{% endmacro %}
{% macro default__array_construct(inputs=[], data_type=api.Column.translate_type('integer')) %}array[ {{ inputs | join(', ') }} ]{% endmacro %}
{% macro bigquery__array_construct(inputs=[], data_type='int64') %}[ {{ inputs | join(', ') }} ]{% endmacro %}
{% macro snowflake__array_construct(inputs=[], data_type='integer') %}array_construct({{ inputs | join(', ') }}){% endmacro %}
{% macro default__array_append(array, new_element) %}array_append({{ array }}, {{ new_element }}){% endmacro %}
{% macro bigquery__array_append(array, new_element) %}array_concat({{ array }}, [{{ new_element }}]){% endmacro %}
{% macro default__array_concat(array_1, array_2) %}array_cat({{ array_1 }}, {{ array_2 }}){% endmacro %}
{% macro bigquery__array_concat(array_1, array_2) %}array_concat({{ array_1 }}, {{ array_2 }}){% endmacro %}
{% macro default__statement(name=none, fetch_result=false, auto_begin=true, language='sql') %}{% set _ = caller() %}{% endmacro %}
{% macro default__is_relation() %}{{ return(true) }}{% endmacro %}
{% macro default__partition_range(raw_partition_date, date_fmt='%Y%m%d') %}{{ return(raw_partition_date.split(',')) }}{% endmacro %}
{% macro default__date_spine(datepart, start_date, end_date) %}{{ dbt_utils.date_spine(datepart, start_date, end_date) }}{% endmacro %}
{% macro default__generate_series(upper_bound) %}{{ dbt_utils.generate_series(upper_bound) }}{% endmacro %}
{% macro default__generate_schema_name(custom_schema_name, node) %}{{ target.schema if custom_schema_name is none else target.schema ~ '_' ~ custom_schema_name | trim }}{% endmacro %}
{% macro default__make_temp_relation(base_relation, suffix='__dbt_tmp') %}{{ return(base_relation) }}{% endmacro %}
{% macro default__get_where_subquery(relation) %}{{ return(relation) }}{% endmacro %}
{% macro default__should_full_refresh() %}{{ return(false) }}{% endmacro %}
{% macro default__limit_zero() %}limit 0{% endmacro %}
{% macro default__get_empty_subquery_sql(select_sql, select_sql_header=none) %}select * from ({{ select_sql }}) as __dbt_sbq where false limit 0{% endmacro %}
`;
