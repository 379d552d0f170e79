{# A table that is only ever added to, one statement a build: what is new goes in by name. dbt-duckdb makes a table of what is
   new, compares its columns, copies it and drops it, so that rows can also be replaced: nothing here is ever replaced. A model
   whose columns change is code that changes, and then all but `full_refresh: false` is made anew. #}
{% materialization incremental, adapter='duckdb' %}
    {%- set standing = load_cached_relation(this) -%}
    {%- set table = this.incorporate(type='table') -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {% if standing is not none and not standing.is_table %}
        {{ drop_relation(standing) }}
    {% endif %}
    {% call statement('main', auto_begin=False) -%}
        {%- if standing is none or not standing.is_table or should_full_refresh() %} create or replace table {{ table }} as
        {%- else %} insert into {{ table }} by name
        {%- endif %}
        {{ compiled_code }}
    {%- endcall %}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [table]}) }}
{% endmaterialization %}
