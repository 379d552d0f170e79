-- One row per month, city or province, and channel: workers placed, and how many of them another source corroborates.
with evidence as (
    select
        metric,
        city,
        period,
        dimensions ->> '$.channel' as channel,
        amount
    from {{ ref('evidence') }}
    where metric in ('diverted_placed', 'placements_verified')
),

by_unit as (
    select * from evidence
    union all
    select
        evidence.metric,
        province.city,
        evidence.period,
        evidence.channel,
        evidence.amount
    from evidence
    inner join {{ ref('cities') }} as province on province.kind = 'province'
),

months as (
    select distinct month from {{ ref('int_figures__summed') }}
    where as_of = 'now'
),

spine as (
    select
        months.month,
        cities.city,
        channels.channel
    from months
    cross join {{ ref('cities') }} as cities
    cross join {{ ref('channels') }} as channels
),

counted as (
    select
        spine.month,
        spine.city,
        spine.channel,
        coalesce(sum(by_unit.amount) filter (where by_unit.metric = 'diverted_placed' and by_unit.period = spine.month), 0)
            as month_persons,
        coalesce(sum(by_unit.amount) filter (where by_unit.metric = 'diverted_placed'), 0) as cumulative_persons,
        coalesce(sum(by_unit.amount) filter (where by_unit.metric = 'placements_verified'), 0) as verified_persons
    from spine
    left join by_unit
        on spine.city = by_unit.city and spine.channel = by_unit.channel
        and by_unit.period between date_trunc('year', spine.month) and spine.month
    group by all
)

select
    month,
    city,
    channel,
    cast(month_persons as decimal(18, 4)) as month_persons,
    cast(cumulative_persons as decimal(18, 4)) as cumulative_persons,
    cast(verified_persons as decimal(18, 4)) as verified_persons,
    cast(round(100 * verified_persons / nullif(cumulative_persons, 0), 2) as decimal(18, 4)) as verified_pct
from counted
