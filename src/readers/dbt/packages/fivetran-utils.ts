/** fivetran_utils, as far as Fivetran's packages of models call it. */
export const fivetranUtils = String.raw`
{% macro default__fill_staging_columns(source_columns, staging_columns) -%}
{%- if source_columns is tainted -%}
{%- for column in staging_columns %}
cast({{ source_columns }} as {{ column.datatype }}) as {{ adapter.quote(column.alias or column.name) if column.quote else (column.alias or column.name) }}{{ ',' if not loop.last }}
{%- endfor -%}
{%- else -%}
{%- set known = source_columns | map(attribute='name') | map('lower') | list -%}
{%- for column in staging_columns %}
{% if column.name | lower in known -%}
{{ adapter.quote(column.name) if column.quote else column.name }} as {{ column.alias or column.name }}
{%- else -%}
cast(null as {{ column.datatype }}) as {{ column.alias or column.name }}
{%- endif %}{{ ',' if not loop.last }}
{%- endfor -%}
{%- endif -%}
{%- endmacro %}
{% macro default__source_relation(union_schema_variable='union_schemas', union_database_variable='union_databases') -%}
{%- if var(union_schema_variable, none) or var(union_database_variable, none) %}, _dbt_source_relation as source_relation{% else %}, cast('' as {{ dbt.type_string() }}) as source_relation{% endif -%}
{%- endmacro %}
{% macro default__string_agg(field_to_agg, delimiter) %}string_agg({{ field_to_agg }}, {{ delimiter }}){% endmacro %}
{% macro snowflake__string_agg(field_to_agg, delimiter) %}listagg({{ field_to_agg }}, {{ delimiter }}){% endmacro %}
{% macro redshift__string_agg(field_to_agg, delimiter) %}listagg({{ field_to_agg }}, {{ delimiter }}){% endmacro %}
{% macro spark__string_agg(field_to_agg, delimiter) %}replace(concat_ws({{ delimiter }}, collect_list({{ field_to_agg }})), '', ''){% endmacro %}
{% macro default__array_agg(field_to_agg) %}array_agg({{ field_to_agg }}){% endmacro %}
{% macro default__json_parse(string, string_path) %}json_extract_path_text({{ string }}, {% for part in string_path %}'{{ part }}'{{ ', ' if not loop.last }}{% endfor %}){% endmacro %}
{% macro postgres__json_parse(string, string_path) %}{{ string }}::json #>> '{ {{- string_path | join(',') -}} }'{% endmacro %}
{% macro redshift__json_parse(string, string_path) %}json_extract_path_text({{ string }}, {% for part in string_path %}'{{ part }}'{{ ', ' if not loop.last }}{% endfor %}, true){% endmacro %}
{% macro bigquery__json_parse(string, string_path) %}json_extract_scalar({{ string }}, '$.{{ string_path | join('.') }}'){% endmacro %}
{% macro snowflake__json_parse(string, string_path) %}parse_json({{ string }}){% for part in string_path %}['{{ part }}']{% endfor %}{% endmacro %}
{% macro default__json_extract(string, string_path) %}json_extract_path_text({{ string }}, '{{ string_path }}'){% endmacro %}
{% macro default__max_bool(boolean_field) %}max({{ boolean_field }}){% endmacro %}
{% macro postgres__max_bool(boolean_field) %}bool_or({{ boolean_field }}){% endmacro %}
{% macro fivetran_pass_through(variable) %}{{ return(var(variable, none) or []) }}{% endmacro %}
{% macro default__fill_pass_through_columns(pass_through_variable) -%}
{%- for field in fivetran_pass_through(pass_through_variable) -%}
{%- if field is mapping %}, {% if field.transform_sql %}coalesce(cast({{ field.transform_sql }} as {{ dbt.type_string() }}), '') as {{ field.alias or field.name }}{% else %}{{ field.alias or field.name }}{% endif %}{% else %}, {{ field }}{% endif -%}
{%- endfor -%}
{%- endmacro %}
{% macro default__add_pass_through_columns(base_columns, pass_through_var) -%}
{%- for column in pass_through_var or [] -%}
{%- if column is mapping -%}{%- do base_columns.append({'name': column.name, 'alias': column.alias, 'datatype': column.datatype or dbt.type_string()}) -%}
{%- else -%}{%- do base_columns.append({'name': column, 'datatype': dbt.type_string()}) -%}{%- endif -%}
{%- endfor -%}
{%- endmacro %}
{% macro default__persist_pass_through_columns(pass_through_variable, identifier=none, transform='', append_string='') -%}
{%- for field in fivetran_pass_through(pass_through_variable) %}, {{ transform }}{{ '(' if transform }}{{ identifier ~ '.' if identifier }}{{ (field.alias or field.name) if field is mapping else field }}{{ ')' if transform }}{% if transform or append_string %} as {{ (field.alias or field.name) if field is mapping else field }}{{ append_string }}{% endif %}{% endfor -%}
{%- endmacro %}
{% macro default__calculated_fields(variable) %}{% for field in var(variable, []) %}, {{ field.transform_sql }} as {{ field.name }}{% endfor %}{% endmacro %}
{% macro default__remove_prefix_from_columns(columns, prefix='', exclude=[]) %}{% for column in columns if column.name not in exclude %}{{ column.name }} as {{ column.name[prefix | length:] if column.name.startswith(prefix) else column.name }}{{ ',' if not loop.last }}{% endfor %}{% endmacro %}
{% macro default__timestamp_add(datepart, interval, from_timestamp) %}{{ dbt.dateadd(datepart, interval, from_timestamp) }}{% endmacro %}
{% macro default__timestamp_diff(first_date, second_date, datepart) %}{{ dbt.datediff(first_date, second_date, datepart) }}{% endmacro %}
{% macro default__ceiling(num) %}ceiling({{ num }}){% endmacro %}
{% macro default__percentile(percentile_field, partition_field, percent) %}percentile_cont({{ percent }}) within group (order by {{ percentile_field }}) over (partition by {{ partition_field }}){% endmacro %}
{% macro default__first_value(first_value_field, partition_field, order_by_field, order='asc') %}first_value({{ first_value_field }}) over (partition by {{ partition_field }} order by {{ order_by_field }} {{ order }} rows between unbounded preceding and unbounded following){% endmacro %}
{% macro default__extract_url_parameter(field, url_parameter) %}{{ dbt_utils.get_url_parameter(field, url_parameter) }}{% endmacro %}
{% macro default__try_cast(field, type) %}{{ dbt.safe_cast(field, type) }}{% endmacro %}
{% macro default__union_data(table_identifier, database_variable, schema_variable, default_database, default_schema, default_variable, union_schema_variable='union_schemas', union_database_variable='union_databases') %}select * from {{ var(default_variable) }}{% endmacro %}
{% macro default__enabled_vars(vars) %}{% for one in vars if var(one, true) == false %}{{ return(false) }}{% endfor %}{{ return(true) }}{% endmacro %}
{% macro default__enabled_vars_one_true(vars) %}{% for one in vars if var(one, false) == true %}{{ return(true) }}{% endfor %}{{ return(false) }}{% endmacro %}
{% macro default__empty_variable_warning(variable, downstream_model) %}{% endmacro %}
{% macro default__dummy_coalesce_value(column) %}{{ return("'DUMMY_STRING'") }}{% endmacro %}
{% macro default__wrap_in_quotes(object_to_quote) %}{{ adapter.quote(object_to_quote) }}{% endmacro %}
`;
