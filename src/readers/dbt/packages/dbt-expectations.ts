/** What models take from dbt_expectations; its tests are no part of a model. */
export const dbtExpectations = String.raw`
{% macro default__type_timestamp() %}{{ dbt.type_timestamp() }}{% endmacro %}
{% macro default__type_datetime() %}{{ dbt.type_timestamp() }}{% endmacro %}
{% macro bigquery__type_datetime() %}datetime{% endmacro %}
{% macro default__rand() %}random(){% endmacro %}
{% macro bigquery__rand() %}rand(){% endmacro %}
{% macro spark__rand() %}rand(){% endmacro %}
{% macro default__md5(string_value) %}{{ dbt.hash(string_value) }}{% endmacro %}
{% macro default__log_natural(x) %}ln({{ x }}){% endmacro %}
{% macro default__percentile_cont(field, quantile, partition=none) %}percentile_cont({{ quantile }}) within group (order by {{ field }}){% if partition %} over (partition by {{ partition }}){% endif %}{% endmacro %}
{% macro bigquery__percentile_cont(field, quantile, partition=none) %}percentile_cont({{ field }}, {{ quantile }}) over ({% if partition %}partition by {{ partition }}{% endif %}){% endmacro %}
{% macro default__median(field) %}{{ dbt_expectations.percentile_cont(field, 0.5) }}{% endmacro %}
{% macro default__regexp_instr(source_value, regexp, position=1, occurrence=1, is_raw=false, flags='') %}regexp_instr({{ source_value }}, '{{ regexp }}', {{ position }}, {{ occurrence }}){% endmacro %}
{% macro default__group_by(n) %}{{ dbt_utils.group_by(n) }}{% endmacro %}
`;
