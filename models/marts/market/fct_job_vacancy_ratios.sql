-- One row per month or quarter, city or province, dimension and code: places, seekers, 求人倍率, and how hot or cold it is.
-- Rule (鸡西市 2018-05-22 五(十八) 定期发布求人倍率、按季发布热门岗位和冷门岗位): ratio = places / seekers. Occupations are ranked by the gap:
-- hot where places outnumber seekers most, cold where seekers outnumber places most.
with counted as (
    select
        span,
        starts_on,
        city,
        dimension,
        code,
        coalesce(sum(persons) filter (where metric = 'vacancies'), 0) as demand_persons,
        coalesce(sum(persons) filter (where metric = 'job_seekers'), 0) as seeker_persons
    from {{ ref('int_market__requirements_allocated') }}
    group by all
),

ranked as (
    select
        *,
        rank() over (partition by span, starts_on, city, dimension order by demand_persons - seeker_persons desc) as hot,
        rank() over (partition by span, starts_on, city, dimension order by demand_persons - seeker_persons) as cold
    from counted
)

select
    span,
    starts_on,
    city,
    dimension,
    code,
    cast(demand_persons as decimal(18, 4)) as demand_persons,
    cast(seeker_persons as decimal(18, 4)) as seeker_persons,
    cast(round(demand_persons / nullif(seeker_persons, 0), 2) as decimal(18, 4)) as vacancy_ratio,
    cast(demand_persons - seeker_persons as decimal(18, 4)) as gap_persons,
    cast(case when dimension = 'occupation' and code <> 'any' and demand_persons > seeker_persons then hot end as integer) as hot_rank,
    cast(case when dimension = 'occupation' and code <> 'any' and demand_persons < seeker_persons then cold end as integer) as cold_rank
from ranked
