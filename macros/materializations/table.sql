{# A table, made anew in its own place, each statement for itself. dbt-duckdb builds it under another name in a transaction,
   renames twice and drops the old one, so that readers of the file lose nothing meanwhile. Nobody reads this file before it is
   whole: the build works on a private copy. What a contract says of the columns is the code's, and holds until it changes. #}
{% materialization table, adapter='duckdb' %}
    {%- set standing = load_cached_relation(this) -%}
    {%- set table = this.incorporate(type='table') -%}
    {%- set contract = config.get('contract').enforced -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {% if standing is not none and not standing.is_table %}
        {{ drop_relation(standing) }}
    {% endif %}
    {% if contract and env_var('TAIZHANG_RECOMPUTE_ALL', '1') == '1' %}
        {{ get_assert_columns_equivalent(compiled_code) }}
    {% endif %}
    {% call statement('main', auto_begin=False) -%}
        create or replace table {{ table }}
        {%- if contract %} {{ get_table_columns_and_constraints() }};
        insert into {{ table }} {{ get_column_names() }}
        {{ get_select_subquery(compiled_code) }}
        {%- else %} as
        {{ compiled_code }}
        {%- endif %}
    {%- endcall %}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [table]}) }}
{% endmaterialization %}
