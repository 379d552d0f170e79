-- One row per city and period for which the statistics office published the employed population.
-- Rule (A11): the denominator is the statistics office's; a later publication for the same period replaces the earlier.
with published as (
    {{ standing_of_cities(ref('stg_assessment__denominator_published'), {
        'city': 'varchar', 'period': 'varchar', 'persons': 'bigint',
    }) }}
)

select
    seq,
    city,
    cast(period || '-01' as date) as period,
    persons
from published
qualify row_number() over (
    partition by city, period
    order by effective_at desc, event_source desc, event_id desc
) = 1
