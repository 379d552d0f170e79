{# The last bulletin issued by then: its month and the cut-off it was made at; no row before the first. #}
{% macro last_issue() -%}
    select
        month,
        cutoff_seq
    from {{ ref('int_cities__issued') }}
    qualify row_number() over (order by month desc, seq desc) = 1
{%- endmacro %}
