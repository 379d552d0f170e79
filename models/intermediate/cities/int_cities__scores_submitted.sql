-- One row per city, year, scheme and item with the points submitted: the city's own, the verified, a third party's and the final ones.
-- Rule (辽政办发〔2016〕75号 七(十五) 列入实绩考核): of each column the last submission stands.
with submitted as (
    {{ standing_of_cities(ref('stg_assessment__score_submitted'), {
        'city': 'varchar', 'year': 'integer', 'scheme': 'varchar', 'item': 'varchar', 'score_kind': 'varchar', 'points': 'decimal(18, 4)',
    }) }}
)

select
    city,
    year,
    scheme,
    item,
    {% for kind in ['self', 'verified', 'third_party', 'final'] %}
    arg_max(points, (effective_at, event_source, event_id)) filter (where score_kind = '{{ kind }}') as {{ kind }}_points{{ "," if not loop.last }}
    {% endfor %}
from submitted
group by city, year, scheme, item
