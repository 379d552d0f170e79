{# The middle class (中类) of an occupation code of any depth: '6-18-01-01' → '6-18'. None: null. #}
{% macro middle_class(occupation) -%}
    nullif(regexp_extract({{ occupation }}, '^\d(-\d{2})?'), '')
{%- endmacro %}
