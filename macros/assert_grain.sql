{# Every model's grain, checked in one statement when a build ends: no two rows share the columns of `meta.grain`. As tests of
   their own they cost dbt half of a later build. What grows with the log names the column that tells its window (seq or
   posted_seq) and is checked where it is new: rows once built are never changed, and two windows share no row. A ledger that is
   drawn only on demand is checked in whole builds (window 'whole'): drawing it costs what the log holds. #}
{% macro assert_grain() %}
{% if execute and env_var('TAIZHANG_IS_TESTED', '1') == '1' %}
{%- set built = results | selectattr('status', 'equalto', 'success') | map(attribute='node.unique_id') | list -%}
{%- set checks = [] -%}
{%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') -%}
    {%- set stands = node.config.materialized == 'view' and load_cached_relation(api.Relation.create(
        database=node.database, schema=node.schema, identifier=node.alias)) is not none -%}
    {%- if node.unique_id in built or stands -%}{%- do checks.append(broken_grain(node)) -%}{%- endif -%}
{%- endfor -%}
{% if checks %}
select error('粒度不唯一:' || string_agg(broken, ';'))
from (
    {{ checks | join('\n    union all by name\n    ') }}
)
having count(*) > 0
{% endif %}
{% endif %}
{% endmacro %}

{% macro broken_grain(node) -%}
    {%- set grain = node.config.meta.grain | join(', ') -%}
    (select
        '{{ node.schema }}.{{ node.name }} 有不止一行同为 ({{ grain }}) = ' || string_agg(row, '、') as broken
    from (
        select cast(({{ grain }}) as varchar) as row
        from {{ node.database }}.{{ node.schema }}.{{ node.alias }}
        where {{ grain_window(node.config.meta.grain_window) }}
        group by {{ grain }}
        having count(*) > 1
        limit 3
    )
    having count(*) > 0)
{%- endmacro %}

{% macro grain_window(window) -%}
    {%- if window == 'seq' -%} seq > {{ seq_lo() }}
    {%- elif window == 'posted_seq' -%} posted_seq = {{ seq_hi() }} and ({{ seq_hi() }} > {{ seq_lo() }} or {{ recompute_all() }})
    {%- elif window == 'whole' -%} {{ recompute_all() }}
    {%- else -%} true
    {%- endif -%}
{%- endmacro %}
