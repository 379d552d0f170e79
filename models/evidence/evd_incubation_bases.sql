-- One row per start-up incubation base, from its first recognition; their running sum is how many there are.
-- 创业孵化基地 (商洛市政府办 2012-06-01 四): a base recognised again at a higher level is the same base.
with recognised as (
    {{ standing_of_cities(ref('stg_service__incubation_base_recognised'), {
        'city': 'varchar', 'base': 'varchar', 'county': 'varchar',
    }) }}
)

select
    'incubation_bases' as metric,
    city,
    {{ reporting_month('incubation_bases', 'cast(effective_at as date)') }} as period,
    city as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('base', base, 'county', county) as dimensions
from recognised
qualify row_number() over (partition by base order by effective_at, event_source, event_id) = 1
