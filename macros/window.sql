{# The stretch of the log this build reads: entries after seq_lo (already built) up to seq_hi (the cut-off). #}
{% macro seq_lo() -%} cast(getvariable('seq_lo') as bigint) {%- endmacro %}
{% macro seq_hi() -%} cast(getvariable('seq_hi') as bigint) {%- endmacro %}
{# True when every subject is to be recomputed: a first build, or a change of rules. #}
{% macro recompute_all() -%} (cast(getvariable('recompute_all') as integer) = 1) {%- endmacro %}
