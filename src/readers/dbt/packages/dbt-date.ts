/** dbt_date, in the shape of its SQL. */
export const dbtDate = String.raw`
{% macro default__date_part(datepart, date) %}date_part('{{ datepart }}', {{ date }}){% endmacro %}
{% macro bigquery__date_part(datepart, date) %}extract({{ datepart }} from {{ date }}){% endmacro %}
{% macro default__now(tz=none) %}{{ dbt.current_timestamp() }}{% endmacro %}
{% macro default__today(tz=none) %}cast({{ dbt.current_timestamp() }} as date){% endmacro %}
{% macro default__yesterday(date=none, tz=none) %}{{ dbt_date.n_days_ago(1, date, tz) }}{% endmacro %}
{% macro default__tomorrow(date=none, tz=none) %}{{ dbt_date.n_days_away(1, date, tz) }}{% endmacro %}
{% macro default__n_days_ago(n, date=none, tz=none) %}cast({{ dbt.dateadd('day', -1 * n, date or dbt_date.today(tz)) }} as date){% endmacro %}
{% macro default__n_days_away(n, date=none, tz=none) %}cast({{ dbt.dateadd('day', n, date or dbt_date.today(tz)) }} as date){% endmacro %}
{% macro default__n_weeks_ago(n, tz=none) %}cast({{ dbt.dateadd('week', -1 * n, dbt.date_trunc('week', dbt_date.today(tz))) }} as date){% endmacro %}
{% macro default__n_months_ago(n, tz=none) %}cast({{ dbt.dateadd('month', -1 * n, dbt.date_trunc('month', dbt_date.today(tz))) }} as date){% endmacro %}
{% macro default__n_weeks_away(n, tz=none) %}{{ dbt_date.n_weeks_ago(-1 * n, tz) }}{% endmacro %}
{% macro default__n_months_away(n, tz=none) %}{{ dbt_date.n_months_ago(-1 * n, tz) }}{% endmacro %}
{% macro default__last_week(tz=none) %}{{ dbt_date.n_weeks_ago(1, tz) }}{% endmacro %}
{% macro default__next_week(tz=none) %}{{ dbt_date.n_weeks_away(1, tz) }}{% endmacro %}
{% macro default__last_month(tz=none) %}{{ dbt_date.n_months_ago(1, tz) }}{% endmacro %}
{% macro default__next_month(tz=none) %}{{ dbt_date.n_months_away(1, tz) }}{% endmacro %}
{% macro default__last_month_number(tz=none) %}{{ dbt_date.date_part('month', dbt_date.last_month(tz)) }}{% endmacro %}
{% macro default__next_month_number(tz=none) %}{{ dbt_date.date_part('month', dbt_date.next_month(tz)) }}{% endmacro %}
{% macro default__last_month_name(short=true, tz=none) %}{{ dbt_date.month_name(dbt_date.last_month(tz), short=short) }}{% endmacro %}
{% macro default__next_month_name(short=true, tz=none) %}{{ dbt_date.month_name(dbt_date.next_month(tz), short=short) }}{% endmacro %}
{% macro default__convert_timezone(column, target_tz=none, source_tz=none) %}cast(convert_timezone('{{ source_tz or "UTC" }}', '{{ target_tz or "UTC" }}', cast({{ column }} as {{ dbt.type_timestamp() }})) as {{ dbt.type_timestamp() }}){% endmacro %}
{% macro postgres__convert_timezone(column, target_tz=none, source_tz=none) %}cast(cast({{ column }} as {{ dbt.type_timestamp() }}) at time zone '{{ source_tz or "UTC" }}' at time zone '{{ target_tz or "UTC" }}' as {{ dbt.type_timestamp() }}){% endmacro %}
{% macro bigquery__convert_timezone(column, target_tz=none, source_tz=none) %}timestamp(datetime({{ column }}, '{{ target_tz or "UTC" }}')){% endmacro %}
{% macro default__day_name(date, short=true, language='default') %}to_char({{ date }}, '{{ "Dy" if short else "FMDay" }}'){% endmacro %}
{% macro bigquery__day_name(date, short=true, language='default') %}format_date('{{ "%a" if short else "%A" }}', cast({{ date }} as date)){% endmacro %}
{% macro default__month_name(date, short=true, language='default') %}to_char({{ date }}, '{{ "Mon" if short else "FMMonth" }}'){% endmacro %}
{% macro bigquery__month_name(date, short=true, language='default') %}format_date('{{ "%b" if short else "%B" }}', cast({{ date }} as date)){% endmacro %}
{% macro default__day_of_week(date, isoweek=true) %}{{ dbt_date.date_part('isodow' if isoweek else 'dow', date) }}{% endmacro %}
{% macro default__day_of_month(date) %}{{ dbt_date.date_part('day', date) }}{% endmacro %}
{% macro default__day_of_year(date) %}{{ dbt_date.date_part('doy', date) }}{% endmacro %}
{% macro default__week_start(date=none, tz=none) %}cast({{ dbt.date_trunc('week', date or dbt_date.today(tz)) }} as date){% endmacro %}
{% macro default__week_end(date=none, tz=none) %}{{ dbt.last_day(date or dbt_date.today(tz), 'week') }}{% endmacro %}
{% macro default__week_of_year(date=none, tz=none) %}cast({{ dbt_date.date_part('week', date or dbt_date.today(tz)) }} as {{ dbt.type_int() }}){% endmacro %}
{% macro default__iso_week_start(date=none, tz=none) %}cast({{ dbt.date_trunc('week', date or dbt_date.today(tz)) }} as date){% endmacro %}
{% macro default__iso_week_end(date=none, tz=none) %}{{ dbt.last_day(date or dbt_date.today(tz), 'week') }}{% endmacro %}
{% macro default__iso_week_of_year(date=none, tz=none) %}cast({{ dbt_date.date_part('week', date or dbt_date.today(tz)) }} as {{ dbt.type_int() }}){% endmacro %}
{% macro default__from_unixtimestamp(epochs, format='seconds') %}to_timestamp({{ epochs }}){% endmacro %}
{% macro default__to_unixtimestamp(timestamp) %}{{ dbt_date.date_part('epoch', timestamp) }}{% endmacro %}
{% macro default__round_timestamp(timestamp) %}{{ dbt.date_trunc('day', dbt.dateadd('hour', 12, timestamp)) }}{% endmacro %}
{% macro default__periods_since(date_col, period_name='day', tz=none) %}{{ dbt.datediff(date_col, dbt_date.now(tz), period_name) }}{% endmacro %}
{% macro default__get_base_dates(start_date=none, end_date=none, n_dateparts=none, datepart='day') -%}
with date_spine as (
  {{ dbt_utils.date_spine(datepart, "cast('" ~ (start_date or '2000-01-01') ~ "' as date)", "cast('" ~ (end_date or '2050-01-01') ~ "' as date)") }}
)
select cast(d.date_{{ datepart }} as {{ dbt.type_timestamp() }}) as date_{{ datepart }} from date_spine d
{%- endmacro %}
{% macro default__get_date_dimension(start_date, end_date) -%}
with base_dates as (
  {{ dbt_date.get_base_dates(start_date, end_date) }}
)
select cast(d.date_day as date) as date_day,
{% for name in ['prior_date_day', 'next_date_day', 'prior_year_date_day', 'prior_year_over_year_date_day', 'week_start_date', 'week_end_date', 'prior_year_week_start_date', 'prior_year_week_end_date', 'iso_week_start_date', 'iso_week_end_date', 'prior_year_iso_week_start_date', 'prior_year_iso_week_end_date', 'month_start_date', 'month_end_date', 'prior_year_month_start_date', 'prior_year_month_end_date', 'quarter_start_date', 'quarter_end_date', 'year_start_date', 'year_end_date'] %}cast(d.date_day as date) as {{ name }},
{% endfor -%}
{% for name in ['day_of_week', 'day_of_week_iso', 'day_of_month', 'day_of_year', 'week_of_year', 'iso_week_of_year', 'prior_year_week_of_year', 'prior_year_iso_week_of_year', 'month_of_year', 'quarter_of_year', 'year_number'] %}cast({{ dbt_date.date_part('day', 'd.date_day') }} as {{ dbt.type_int() }}) as {{ name }},
{% endfor -%}
{% for name in ['day_of_week_name', 'day_of_week_name_short', 'month_name', 'month_name_short'] %}{{ dbt_date.day_name('d.date_day') }} as {{ name }}{{ ',' if not loop.last }}
{% endfor -%}
from base_dates d
{%- endmacro %}
{% macro default__get_fiscal_periods(dates, year_end_month, week_start_day, shift_year=1) %}select date_day, fiscal_year_number, fiscal_week_of_year, fiscal_week_of_period, fiscal_period_number, fiscal_quarter_number, fiscal_period_of_quarter from {{ dates }}{% endmacro %}
`;
