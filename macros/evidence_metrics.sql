{# Every metric that posts evidence of its own. Adding a metric is adding its evd_ model and its name here. #}
{% macro evidence_metrics() -%}
    {{ return([
        'urban_newly_employed', 'natural_attrition', 'unemployed_reemployed', 'hard_to_employ_employed',
        'registered_unemployed', 'employed_population', 'diverted_in_scope', 'diverted_placed', 'placements_verified',
        'service_guaranteed',
    ]) }}
{%- endmacro %}
