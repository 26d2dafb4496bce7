/** dbt's own macros for moments and spans of time. */
export const dbtDates = String.raw`
{% macro default__dateadd(datepart, interval, from_date_or_timestamp) %}dateadd({{ datepart }}, {{ interval }}, {{ from_date_or_timestamp }}){% endmacro %}
{% macro postgres__dateadd(datepart, interval, from_date_or_timestamp) %}(({{ from_date_or_timestamp }}) + ((interval '1 {{ datepart }}') * ({{ interval }}))){% endmacro %}
{% macro redshift__dateadd(datepart, interval, from_date_or_timestamp) %}dateadd({{ datepart }}, {{ interval }}, {{ from_date_or_timestamp }}){% endmacro %}
{% macro duckdb__dateadd(datepart, interval, from_date_or_timestamp) %}date_add({{ from_date_or_timestamp }}, interval ({{ interval }}) {{ datepart }}){% endmacro %}
{% macro bigquery__dateadd(datepart, interval, from_date_or_timestamp) %}datetime_add(cast({{ from_date_or_timestamp }} as datetime), interval {{ interval }} {{ datepart }}){% endmacro %}
{% macro trino__dateadd(datepart, interval, from_date_or_timestamp) %}date_add('{{ datepart }}', {{ interval }}, {{ from_date_or_timestamp }}){% endmacro %}
{% macro athena__dateadd(datepart, interval, from_date_or_timestamp) %}date_add('{{ datepart }}', {{ interval }}, {{ from_date_or_timestamp }}){% endmacro %}
{% macro clickhouse__dateadd(datepart, interval, from_date_or_timestamp) %}date_add({{ datepart }}, {{ interval }}, {{ from_date_or_timestamp }}){% endmacro %}
{% macro default__datediff(first_date, second_date, datepart) %}datediff({{ datepart }}, {{ first_date }}, {{ second_date }}){% endmacro %}
{% macro bigquery__datediff(first_date, second_date, datepart) %}datetime_diff(cast({{ second_date }} as datetime), cast({{ first_date }} as datetime), {{ datepart }}){% endmacro %}
{% macro duckdb__datediff(first_date, second_date, datepart) %}date_diff('{{ datepart }}', {{ first_date }}::timestamp, {{ second_date }}::timestamp){% endmacro %}
{% macro trino__datediff(first_date, second_date, datepart) %}date_diff('{{ datepart }}', {{ first_date }}, {{ second_date }}){% endmacro %}
{% macro athena__datediff(first_date, second_date, datepart) %}date_diff('{{ datepart }}', {{ first_date }}, {{ second_date }}){% endmacro %}
{% macro redshift__datediff(first_date, second_date, datepart) %}datediff({{ datepart }}, {{ first_date }}, {{ second_date }}){% endmacro %}
{% macro postgres__datediff(first_date, second_date, datepart) -%}
{%- set days = '((' ~ second_date ~ ')::date - (' ~ first_date ~ ')::date)' -%}
{%- set years = "(date_part('year', (" ~ second_date ~ ")::date) - date_part('year', (" ~ first_date ~ ")::date))" -%}
{%- set months = "(" ~ years ~ " * 12 + date_part('month', (" ~ second_date ~ ")::date) - date_part('month', (" ~ first_date ~ ")::date))" -%}
{%- set seconds = "extract(epoch from ((" ~ second_date ~ ")::timestamp - (" ~ first_date ~ ")::timestamp))" -%}
{%- if datepart == 'year' -%}{{ years }}
{%- elif datepart == 'quarter' -%}floor({{ months }} / 3)
{%- elif datepart == 'month' -%}{{ months }}
{%- elif datepart == 'day' -%}{{ days }}
{%- elif datepart == 'week' -%}({{ days }} / 7)
{%- elif datepart == 'hour' -%}floor({{ seconds }} / 3600)
{%- elif datepart == 'minute' -%}floor({{ seconds }} / 60)
{%- elif datepart == 'millisecond' -%}floor({{ seconds }} * 1000)
{%- elif datepart == 'microsecond' -%}floor({{ seconds }} * 1000000)
{%- else -%}floor({{ seconds }}){%- endif -%}
{%- endmacro %}
{% macro default__date_trunc(datepart, date) %}date_trunc('{{ datepart }}', {{ date }}){% endmacro %}
{% macro bigquery__date_trunc(datepart, date) %}timestamp_trunc(cast({{ date }} as timestamp), {{ datepart }}){% endmacro %}
{% macro fabric__date_trunc(datepart, date) %}datetrunc({{ datepart }}, {{ date }}){% endmacro %}
{% macro default__last_day(date, datepart) %}cast({{ dateadd('day', '-1', dateadd(datepart, '1', date_trunc(datepart, date))) }} as date){% endmacro %}
{% macro snowflake__last_day(date, datepart) %}last_day({{ date }}, {{ datepart }}){% endmacro %}
{% macro bigquery__last_day(date, datepart) %}last_day(cast({{ date }} as date), {{ datepart }}){% endmacro %}
{% macro default__current_timestamp() %}current_timestamp{% endmacro %}
{% macro postgres__current_timestamp() %}now(){% endmacro %}
{% macro redshift__current_timestamp() %}getdate(){% endmacro %}
{% macro snowflake__current_timestamp() %}convert_timezone('UTC', current_timestamp()){% endmacro %}
{% macro bigquery__current_timestamp() %}current_timestamp(){% endmacro %}
{% macro spark__current_timestamp() %}current_timestamp(){% endmacro %}
{% macro fabric__current_timestamp() %}sysdatetime(){% endmacro %}
{% macro default__current_timestamp_backcompat() %}current_timestamp::timestamp{% endmacro %}
{% macro default__current_timestamp_in_utc_backcompat() %}current_timestamp::timestamp{% endmacro %}
{% macro default__current_timestamp_in_utc() %}{{ current_timestamp() }}{% endmacro %}
{% macro default__snapshot_get_time() %}{{ current_timestamp() }}{% endmacro %}
{% macro default__date() %}{{ return(modules.datetime.date(*varargs)) }}{% endmacro %}
{% macro default__dates_in_range(start_date_str, end_date_str=none, in_fmt='%Y%m%d', out_fmt='%Y%m%d') %}
{%- set ns = namespace(day=modules.datetime.datetime.strptime(start_date_str, in_fmt)) -%}
{%- set last = modules.datetime.datetime.strptime(end_date_str or start_date_str, in_fmt) -%}
{%- set days = [] -%}
{%- for i in range((last - ns.day).days + 1) -%}{%- do days.append((ns.day + modules.datetime.timedelta(days=i)).strftime(out_fmt)) -%}{%- endfor -%}
{{ return(days) }}{% endmacro %}
{% macro default__convert_datetime(date_str, date_fmt) %}{{ return(modules.datetime.datetime.strptime(date_str, date_fmt)) }}{% endmacro %}
{% macro default__py_current_timestring() %}{{ return(modules.datetime.datetime.now().strftime('%Y%m%d%H%M%S')) }}{% endmacro %}
`;
