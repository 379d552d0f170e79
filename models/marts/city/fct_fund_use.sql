-- One row per month, city or province, and fund: money received, allocated, given by factors and spent since January, and what one person cost.
with evidence as (
    select
        metric,
        city,
        period,
        dimensions ->> '$.fund' as fund,
        amount
    from {{ ref('evidence') }}
    where metric in (
        'funds_received', 'funds_allocated', 'funds_by_factors', 'funds_spent', 'funds_misspent', 'funds_helped_persons',
        'funds_spent_on_helped'
    )
),

by_unit as (
    select * from evidence
    union all
    select evidence.metric, province.city, evidence.period, evidence.fund, evidence.amount
    from evidence
    inner join {{ ref('cities') }} as province on province.kind = 'province'
),

months as (
    select distinct month from {{ ref('int_figures__summed') }}
    where as_of = 'now'
),

summed as (
    select
        months.month,
        by_unit.city,
        by_unit.fund,
        {% for metric in ['received', 'allocated', 'by_factors', 'spent', 'misspent', 'helped_persons', 'spent_on_helped'] %}
        coalesce(sum(by_unit.amount) filter (where by_unit.metric = 'funds_{{ metric }}'), 0) as {{ metric }}{{ "," if not loop.last }}
        {% endfor %}
    from months
    inner join by_unit on by_unit.period between date_trunc('year', months.month) and months.month
    group by all
)

select
    month,
    city,
    fund,
    cast(received as decimal(18, 4)) as received_wan_yuan,
    cast(allocated as decimal(18, 4)) as allocated_wan_yuan,
    cast(by_factors as decimal(18, 4)) as by_factors_wan_yuan,
    cast(spent as decimal(18, 4)) as spent_wan_yuan,
    cast(misspent as decimal(18, 4)) as misspent_wan_yuan,
    cast(helped_persons as decimal(18, 4)) as helped_persons,
    cast(round(10000 * spent_on_helped / nullif(helped_persons, 0), 2) as decimal(18, 4)) as yuan_per_person
from summed
