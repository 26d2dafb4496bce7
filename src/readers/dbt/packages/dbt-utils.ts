/**
 * dbt_utils in the shape of its SQL, over its versions: what stands in a select list is an expression, what stands in a
 * FROM has the columns that the real one would give.
 */
export const dbtUtils = String.raw`
{% macro default__generate_surrogate_key(field_list) -%}
{%- set parts = [] -%}
{%- for field in field_list -%}
{%- do parts.append("coalesce(cast(" ~ field ~ " as " ~ dbt.type_string() ~ "), '_dbt_utils_surrogate_key_null_')") -%}
{%- if not loop.last %}{% do parts.append("'-'") %}{% endif -%}
{%- endfor -%}
{{ dbt.hash(dbt.concat(parts)) }}
{%- endmacro %}
{% macro default__surrogate_key(field_list) -%}
{%- set fields = [field_list] + (varargs | list) if field_list is string else field_list -%}
{%- set parts = [] -%}
{%- for field in fields -%}
{%- do parts.append("coalesce(cast(" ~ field ~ " as " ~ dbt.type_string() ~ "), '')") -%}
{%- if not loop.last %}{% do parts.append("'-'") %}{% endif -%}
{%- endfor -%}
{{ dbt.hash(dbt.concat(parts)) }}
{%- endmacro %}
{% macro default__star(from, relation_alias=false, except=[], prefix='', suffix='', quote_identifiers=true) -%}
{%- set columns = adapter.get_columns_in_relation(from) -%}
{%- set alias = relation_alias ~ '.' if relation_alias else '' -%}
{%- if columns is not tainted -%}
{%- set left_out = except | map('lower') | list -%}
{%- for column in columns if column.name | lower not in left_out %}
{{ alias }}{{ adapter.quote(column.name) if quote_identifiers else column.name }}{% if prefix or suffix %} as {{ adapter.quote(prefix ~ column.name ~ suffix) if quote_identifiers else prefix ~ column.name ~ suffix }}{% endif %}{{ ',' if not loop.last }}
{%- endfor -%}
{%- elif prefix or suffix -%}{{ columns }}
{%- else -%}{{ alias }}*{{ dataplan_left_out(except) }}
{%- endif -%}
{%- endmacro %}
{% macro default__get_filtered_columns_in_relation(from, except=[]) -%}
{%- set columns = adapter.get_columns_in_relation(from) -%}
{%- if columns is tainted %}{{ return(columns) }}{% endif -%}
{%- set left_out = except | map('lower') | list -%}
{%- set names = [] -%}
{%- for column in columns if column.name | lower not in left_out %}{% do names.append(column.name) %}{% endfor -%}
{{ return(names) }}
{%- endmacro %}
{% macro default__union_relations(relations, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_relation', where=none) -%}
{%- set beside = exclude | map('lower') | list -%}
{%- set wanted = include | map('lower') | list -%}
{%- set open = [] -%}
{%- set names = [] -%}
{%- set held = [] -%}
{%- for relation in relations -%}
{%- set columns = adapter.get_columns_in_relation(relation) -%}
{%- set own = [] -%}
{%- if columns is tainted -%}{% do open.append(relation) %}
{%- else -%}
{%- for column in columns if column.name | lower not in beside and (wanted == [] or column.name | lower in wanted) -%}
{%- do own.append(column.name) -%}
{%- if column.name not in names %}{% do names.append(column.name) %}{% endif -%}
{%- endfor -%}
{%- endif -%}
{%- do held.append(own) -%}
{%- endfor -%}
{%- for relation in relations %}
{%- set own = held[loop.index0] %}
(
  select
    {% if source_column_name is not none %}cast('{{ relation }}' as {{ dbt.type_string() }}) as {{ source_column_name }},{% endif %}
    {% if open or names == [] %}{{ include | join(', ') if include else dbt_utils.star(relation, except=exclude) }}
    {%- else %}{% for name in names %}{{ adapter.quote(name) if name in own else 'null as ' ~ adapter.quote(name) }}{{ ', ' if not loop.last }}{% endfor %}{% endif %}
  from {{ relation }}
  {% if where %}where {{ where }}{% endif %}
)
{{ 'union all' if not loop.last }}
{%- endfor -%}
{%- endmacro %}
{% macro default__union_tables(tables, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_table') -%}
{{ dbt_utils.union_relations(tables, column_override, include, exclude, source_column_name) }}
{%- endmacro %}
{% macro default__pivot(column, values, alias=true, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0, quote_identifiers=true, distinct=false) -%}
{%- for value in values %}
{{ agg }}({{ 'distinct ' if distinct }}case when {{ column }} {{ cmp }} '{{ dbt.escape_single_quotes(value) }}' then {{ then_value }}{% if else_value is not none %} else {{ else_value }}{% endif %} end)
{%- if alias %} as {% if quote_identifiers %}{{ adapter.quote(prefix ~ value ~ suffix) }}{% else %}{{ dbt_utils.slugify(prefix ~ value ~ suffix) }}{% endif %}{% endif %}
{{- ',' if not loop.last }}
{%- endfor -%}
{%- endmacro %}
{% macro default__unpivot(relation=none, cast_to='varchar', exclude=[], remove=[], field_name='field_name', value_name='value', quote_identifiers=false, table=none) -%}
{%- set from = relation or table -%}
{%- set kept = [] -%}
{%- set columns = adapter.get_columns_in_relation(from) -%}
{%- set beside = (exclude + remove) | map('lower') | list -%}
{%- if columns is tainted -%}
select {% for column in exclude %}{{ column }}, {% endfor %}cast('{{ columns }}' as {{ dbt.type_string() }}) as {{ field_name }}, cast({{ columns }} as {{ cast_to }}) as {{ value_name }} from {{ from }}
{%- else -%}
{%- for column in columns if column.name | lower not in beside %}
select {% for one in exclude %}{{ one }}, {% endfor %}cast('{{ column.name }}' as {{ dbt.type_string() }}) as {{ field_name }}, cast({{ column.name }} as {{ cast_to }}) as {{ value_name }} from {{ from }}
{{ 'union all' if not loop.last }}
{%- endfor -%}
{%- endif -%}
{%- endmacro %}
{% macro default__deduplicate(relation, partition_by, order_by=none, group_by=none, relation_alias=none) -%}
select {{ dataplan_left_out_of_star(['rn']) }} from (select _inner.*, row_number() over (partition by {{ partition_by or group_by }}{% if order_by %} order by {{ order_by }}{% endif %}) as rn from {{ relation }} as _inner) as _deduplicated where rn = 1
{%- endmacro %}
{% macro default__group_by(n) -%}
group by {% for i in range(n) %}{{ i + 1 }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}
{% macro default__generate_series(upper_bound) -%}
select row_number() over (order by 1) as generated_number from (select 1 as p) as numbers
{%- endmacro %}
{% macro default__date_spine(datepart, start_date, end_date) -%}
with rawdata as (
  {{ dbt_utils.generate_series(1) }}
),
all_periods as (
  select ({{ dbt.dateadd(datepart, 'row_number() over (order by 1) - 1', start_date) }}) as date_{{ datepart }} from rawdata
),
filtered as (
  select * from all_periods where date_{{ datepart }} <= {{ end_date }}
)
select * from filtered
{%- endmacro %}
{% macro default__safe_add(field_list) -%}
{%- set fields = [field_list] + (varargs | list) if field_list is string else field_list -%}
coalesce({{ fields | join(', 0) + coalesce(') }}, 0)
{%- endmacro %}
{% macro default__safe_subtract(field_list) %}coalesce({{ field_list | join(', 0) - coalesce(') }}, 0){% endmacro %}
{% macro default__safe_divide(numerator, denominator) %}({{ numerator }}) / nullif(({{ denominator }}), 0){% endmacro %}
{% macro default__nullcheck(cols) %}{% for column in cols %}nullif({{ column.name }}, '') as {{ column.name }}{{ ',' if not loop.last }}{% endfor %}{% endmacro %}
{% macro default__nullcheck_table(relation) %}select {{ dbt_utils.nullcheck(adapter.get_columns_in_relation(relation)) }} from {{ relation }}{% endmacro %}
{% macro default__slugify(string) %}{{ return(modules.re.sub('^([0-9])', '_\\1', modules.re.sub('[^a-z0-9_]', '', modules.re.sub('[ -]+', '_', string | lower)))) }}{% endmacro %}
{% macro default__pretty_time(format='%H:%M:%S') %}{{ return(modules.datetime.datetime.now().strftime(format)) }}{% endmacro %}
{% macro default__pretty_log_format(message) %}{{ return(message) }}{% endmacro %}
{% macro default__log_info(message) %}{% endmacro %}
{% macro default__string_literal(value) %}'{{ value }}'{% endmacro %}
{% macro default__identifier(value) %}{{ adapter.quote(value) }}{% endmacro %}
{% macro default__haversine_distance(lat1, lon1, lat2, lon2, unit='mi') %}2 * 3961 * asin(sqrt(power(sin(radians({{ lat2 }} - {{ lat1 }}) / 2), 2) + cos(radians({{ lat1 }})) * cos(radians({{ lat2 }})) * power(sin(radians({{ lon2 }} - {{ lon1 }}) / 2), 2))){% endmacro %}
{% macro default__width_bucket(expr, min_value, max_value, num_buckets) %}width_bucket({{ expr }}, {{ min_value }}, {{ max_value }}, {{ num_buckets }}){% endmacro %}
{% macro default__get_url_parameter(field, url_parameter) %}nullif({{ dbt.split_part(dbt.split_part(field, "'" ~ url_parameter ~ "='", 2), "'&'", 1) }}, ''){% endmacro %}
{% macro default__get_url_host(field) %}{{ dbt.safe_cast(dbt.split_part(dbt.split_part(dbt.replace(dbt.replace(field, "'http://'", "''"), "'https://'", "''"), "'/'", 1), "'?'", 1), dbt.type_string()) }}{% endmacro %}
{% macro default__get_url_path(field) %}{{ dbt.safe_cast(dbt.split_part(dbt.replace(dbt.replace(field, "'http://'", "''"), "'https://'", "''"), "'?'", 1), dbt.type_string()) }}{% endmacro %}
{% macro default__get_powers_of_two(upper_bound) %}{{ return(1) }}{% endmacro %}
{% macro default__get_column_values(table, column, order_by='count(*) desc', max_records=none, default=none, where=none) %}{{ return(dataplan_unknown('the values of the column ' ~ column, default or [])) }}{% endmacro %}
{% macro default__get_relations_by_pattern(schema_pattern, table_pattern, exclude='', database='') %}{{ return(dataplan_unknown('the tables of the warehouse', [])) }}{% endmacro %}
{% macro default__get_relations_by_prefix(schema, prefix, exclude='', database='') %}{{ return(dataplan_unknown('the tables of the warehouse', [])) }}{% endmacro %}
{% macro default__get_tables_by_pattern_sql(schema_pattern, table_pattern, exclude='', database='') %}{{ return(dataplan_unknown('the tables of the warehouse', [])) }}{% endmacro %}
{% macro default__get_tables_by_prefix_sql(schema, prefix, exclude='', database='') %}{{ return(dataplan_unknown('the tables of the warehouse', [])) }}{% endmacro %}
{% macro default__get_query_results_as_dict(query) %}{{ return(dataplan_unknown('the answer of a query', {})) }}{% endmacro %}
{% macro default__get_single_value(query, default=none) %}{{ return(dataplan_unknown('the answer of a query', default)) }}{% endmacro %}
{% macro default__get_table_types_sql() %}'table'{% endmacro %}
{% macro default___is_relation(obj, macro) %}{% endmacro %}
{% macro default___is_ephemeral(obj, macro) %}{% endmacro %}
`;
