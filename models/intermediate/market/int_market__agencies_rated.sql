-- One row per human-resources agency: its last rating.
-- Rule (鸡西市 2018-05-22 六(二十一); 工商个字〔2016〕138号 三): a later rating takes the place of the earlier, whatever city gave it.
with rated as (
    {{ standing_of_cities(ref('stg_market__agency_rated'), {
        'enterprise': 'varchar', 'city': 'varchar', 'agency_name': 'varchar', 'grade': 'varchar', 'is_blacklisted': 'boolean',
        'valid_until': 'date', 'document_no': 'varchar',
    }) }}
)

select
    seq,
    enterprise,
    city,
    agency_name,
    grade,
    is_blacklisted,
    valid_until,
    document_no,
    cast(effective_at as date) as rated_on
from rated
qualify row_number() over (partition by enterprise order by effective_at desc, event_source desc, event_id desc) = 1
