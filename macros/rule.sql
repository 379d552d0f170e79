{# The value of a dated rule on the day `on_day` (an SQL expression), read from the rule packs: as the province has it, or,
   where `city` (an SQL expression) is given, as that city has it if a pack of its own says otherwise. #}
{% macro rule(name, type, on_day, city=none) -%}
    {%- set places = ([city] if city else []) + ["'" ~ var('province') ~ "'"] -%}
    {{ "coalesce(" if city -}}
    {%- for place in places %}(
        select cast(r.value as {{ type }})
        from {{ ref('rules') }} as r
        where r.rule = '{{ name }}' and r.city = {{ place }} and {{ on_day }} between r.valid_from and r.valid_to
    ){{ ", " if not loop.last }}{% endfor -%}
    {{ ")" if city -}}
{%- endmacro %}

{# The reporting month of a day, by the metric's reporting calendar (a month may start on the 21st of the one before). #}
{% macro reporting_month(metric, day) -%}
    cast(date_trunc('month', {{ day }}) + to_months(cast(
        coalesce({{ rule('month_starts_on_day.' ~ metric, 'integer', day) }}, 1) > 1
        and day({{ day }}) >= coalesce({{ rule('month_starts_on_day.' ~ metric, 'integer', day) }}, 1) as integer
    )) as date)
{%- endmacro %}
