{# A table, made anew in its own place. dbt-duckdb builds it under another name, renames twice and drops the old one, so that
   readers of the file lose nothing meanwhile. Nobody reads this file before it is whole: the build works on a private copy. #}
{% materialization table, adapter='duckdb' %}
    {%- set standing = load_cached_relation(this) -%}
    {%- set table = this.incorporate(type='table') -%}

    {{ run_hooks(pre_hooks) }}
    {% if standing is not none %}
        {{ drop_relation(standing) }}
    {% endif %}
    {% call statement('main') -%}
        {{ create_table_as(False, table, compiled_code) }}
    {%- endcall %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}

    {{ return({'relations': [table]}) }}
{% endmaterialization %}
