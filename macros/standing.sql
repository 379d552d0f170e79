{# The standing events of one type for the persons this build touches: corrections applied, retractions left out,
   merged persons united. `fields` maps each column to its type. One rule for all events, so it is said here once. #}
{% macro standing_of_touched(model, fields) -%}
    select
        e.seq,
        e.event_source,
        e.event_id,
        t.person,
        cast(coalesce(try_cast(c.changes ->> 'time' as timestamp), e.effective_at) as date) as happened_on,
        {%- for field, type in fields.items() %}
        coalesce(try_cast(c.changes ->> '{{ field }}' as {{ type }}), e.{{ field }}) as {{ field }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ model }} as e
    inner join {{ ref('int_persons__touched') }} as t on e.subject = t.token
    left join {{ ref('int_events__corrected') }} as c on e.event_source = c.event_source and e.event_id = c.event_id
    where not coalesce(c.is_retracted, false)
{%- endmacro %}

{# The same for events about cities and households, which are few: all of them are read in every build. `among` may narrow them
   (a condition on the event `e` and its correction `c`). #}
{% macro standing_of_cities(model, fields, among=none) -%}
    select
        e.seq,
        e.event_source,
        e.event_id,
        coalesce(try_cast(c.changes ->> 'time' as timestamp), e.effective_at) as effective_at,
        {%- for field, type in fields.items() %}
        coalesce(try_cast(c.changes ->> '{{ field }}' as {{ type }}), e.{{ field }}) as {{ field }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ model }} as e
    left join {{ ref('int_events__corrected') }} as c on e.event_source = c.event_source and e.event_id = c.event_id
    where not coalesce(c.is_retracted, false)
    {%- if among %} and {{ among }}{% endif %}
{%- endmacro %}

{# The same for the enterprises this build touches: the event's enterprise, as corrected, is one of them. #}
{% macro standing_of_enterprises(model, fields) -%}
    {{ standing_of_cities(
        model, fields,
        "coalesce(c.changes ->> 'enterprise', e.enterprise) in (select t.enterprise from " ~ ref('int_enterprises__touched') ~ " as t)"
    ) }}
{%- endmacro %}
