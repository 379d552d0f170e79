-- One row per cohort and school: graduates registered and settled, the rate, and the school's target.
-- Rule (辽政办发〔2016〕75号 七(十六) 高校就业目标责任制): a school answers for its graduates wherever they are registered; the school is the one
-- their first entry names. The target is the one signed with the school for the year of graduation.
with graduates as (
    select
        cast(dimensions ->> '$.cohort' as integer) as cohort_year,
        dimensions ->> '$.school' as school,
        sum(amount) filter (where metric = 'graduates_registered') as registered_persons,
        coalesce(sum(amount) filter (where metric = 'graduates_settled'), 0) as settled_persons
    from {{ ref('evidence') }}
    where metric in ('graduates_registered', 'graduates_settled') and (dimensions ->> '$.flow') = 'in'
    group by all
),

measured as (
    select
        *,
        cast(round(100 * settled_persons / nullif(registered_persons, 0), 2) as decimal(18, 4)) as settled_pct
    from graduates
    where registered_persons > 0
)

select
    measured.cohort_year,
    measured.school,
    cast(measured.registered_persons as decimal(18, 4)) as registered_persons,
    cast(measured.settled_persons as decimal(18, 4)) as settled_persons,
    measured.settled_pct,
    targets.value as target_pct,
    cast(measured.settled_pct - targets.value as decimal(18, 4)) as lead_pp
from measured
left join {{ ref('int_cities__targets_in_force') }} as targets
    on measured.school = targets.school
    and measured.cohort_year = targets.year
    and targets.metric = 'graduate_employment_rate'
    and targets.city = '{{ var("province") }}'
