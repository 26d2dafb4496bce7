/** dbt's own macros for types: one spelling per warehouse, the rest take the default. */
export const dbtTypes = String.raw`
{% macro default__type_string() %}text{% endmacro %}
{% macro redshift__type_string() %}varchar{% endmacro %}
{% macro snowflake__type_string() %}varchar{% endmacro %}
{% macro bigquery__type_string() %}string{% endmacro %}
{% macro spark__type_string() %}string{% endmacro %}
{% macro fabric__type_string() %}varchar(8000){% endmacro %}
{% macro trino__type_string() %}varchar{% endmacro %}
{% macro athena__type_string() %}varchar{% endmacro %}
{% macro clickhouse__type_string() %}String{% endmacro %}
{% macro default__type_timestamp() %}timestamp{% endmacro %}
{% macro postgres__type_timestamp() %}timestamp without time zone{% endmacro %}
{% macro snowflake__type_timestamp() %}timestamp_ntz{% endmacro %}
{% macro fabric__type_timestamp() %}datetime2(6){% endmacro %}
{% macro clickhouse__type_timestamp() %}DateTime{% endmacro %}
{% macro default__type_float() %}float{% endmacro %}
{% macro bigquery__type_float() %}float64{% endmacro %}
{% macro trino__type_float() %}double{% endmacro %}
{% macro athena__type_float() %}double{% endmacro %}
{% macro clickhouse__type_float() %}Float32{% endmacro %}
{% macro default__type_numeric() %}numeric(28,6){% endmacro %}
{% macro bigquery__type_numeric() %}numeric{% endmacro %}
{% macro clickhouse__type_numeric() %}Decimal(28,6){% endmacro %}
{% macro default__type_int() %}int{% endmacro %}
{% macro bigquery__type_int() %}int64{% endmacro %}
{% macro clickhouse__type_int() %}Int32{% endmacro %}
{% macro default__type_bigint() %}bigint{% endmacro %}
{% macro bigquery__type_bigint() %}int64{% endmacro %}
{% macro clickhouse__type_bigint() %}Int64{% endmacro %}
{% macro default__type_boolean() %}boolean{% endmacro %}
{% macro bigquery__type_boolean() %}bool{% endmacro %}
{% macro fabric__type_boolean() %}bit{% endmacro %}
{% macro clickhouse__type_boolean() %}Bool{% endmacro %}
`;
