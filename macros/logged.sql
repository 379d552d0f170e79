{# The entries of one event type in this build's window, with the named fields of `data` read once, as text, in `v`. #}
{% macro logged(event_type, fields) -%}
    select
        seq,
        source as event_source,
        id as event_id,
        subject,
        time as effective_at,
        recorded_at,
        cast(split_part(dataschema, ':', 5) as integer) as schema_version,
        json_extract_string(data, [{% for field in fields %}'$.{{ field }}'{{ ", " if not loop.last }}{% endfor %}]) as v
    from {{ source('window', 'arrived') }}
    where type = '{{ event_type }}'
{%- endmacro %}
