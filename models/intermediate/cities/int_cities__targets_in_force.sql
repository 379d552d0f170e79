-- One row per city, year and metric with the province's target in force.
-- Rule (辽政办发〔2016〕75号 十五): the signed target letter; a later revision replaces the value.
with signed as (
    {{ standing_of_cities(ref('stg_assessment__target_signed'), {
        'city': 'varchar', 'year': 'integer', 'metric': 'varchar', 'value': 'decimal(18, 4)', 'direction': 'varchar',
        'tier': 'varchar', 'document_no': 'varchar',
    }) }}
),

revised as (
    {{ standing_of_cities(ref('stg_assessment__target_revised'), {
        'city': 'varchar', 'year': 'integer', 'metric': 'varchar', 'value': 'decimal(18, 4)', 'direction': 'varchar',
        'tier': 'varchar', 'document_no': 'varchar',
    }) }}
),

targets as (
    select * from signed
    union all
    select * from revised
)

select
    seq,
    city,
    year,
    metric,
    value,
    direction,
    document_no
from targets
where tier = 'province'
qualify row_number() over (
    partition by city, year, metric
    order by effective_at desc, event_source desc, event_id desc
) = 1
