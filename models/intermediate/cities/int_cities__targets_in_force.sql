-- One row per city, county or school in it (null: the city itself), year and metric: the target in force.
-- Rule (辽政办发〔2016〕75号 七(十五) 层层分解, 七(十六)): the signed target letter; a later revision replaces the value. The province signs with
-- cities and schools, a city with its counties.
with signed as (
    {{ standing_of_cities(ref('stg_assessment__target_signed'), {
        'city': 'varchar', 'year': 'integer', 'metric': 'varchar', 'value': 'decimal(18, 4)', 'direction': 'varchar',
        'tier': 'varchar', 'document_no': 'varchar', 'county': 'varchar', 'school': 'varchar',
    }) }}
),

revised as (
    {{ standing_of_cities(ref('stg_assessment__target_revised'), {
        'city': 'varchar', 'year': 'integer', 'metric': 'varchar', 'value': 'decimal(18, 4)', 'direction': 'varchar',
        'tier': 'varchar', 'document_no': 'varchar', 'county': 'varchar', 'school': 'varchar',
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
    county,
    school,
    year,
    metric,
    value,
    direction,
    document_no
from targets
where tier = if(county is null, 'province', 'city')
qualify row_number() over (
    partition by city, county, school, year, metric
    order by effective_at desc, event_source desc, event_id desc
) = 1
