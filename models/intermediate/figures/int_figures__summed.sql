-- One row per state of knowledge ('now', 'last_issue'), posted metric, city or province, and month: sums of evidence.
-- Rule: a figure is sum(amount); as known at a cut-off, sum(amount) where posted_seq <= the cut-off. Months go to the last one
-- in which something has happened; what falls due after it waits (docs/adr/0020).
with evidence as (
    -- the long ledger is read once, whatever the number of cut-offs
    select
        posted_seq,
        metric,
        city,
        period,
        sum(amount) as amount
    from {{ ref('evidence') }}
    group by all
),

cities as (
    select * from {{ ref('cities') }}
),

cutoffs as (
    select
        'now' as as_of,
        {{ seq_hi() }} as cutoff_seq
    union all
    select
        'last_issue' as as_of,
        cutoff_seq
    from ({{ last_issue() }})
),

opening as (
    select cast({{ rule('ledger_opens_on', 'date', "date '2025-01-01'") }} as date) as opens_on
),

by_city as (
    select
        cutoffs.as_of,
        evidence.metric,
        evidence.city,
        greatest(evidence.period, opening.opens_on - interval 1 month) as period,
        sum(evidence.amount) as amount
    from evidence
    inner join cutoffs on evidence.posted_seq <= cutoffs.cutoff_seq
    cross join opening
    group by all
),

by_unit as (
    select * from by_city
    union all
    select
        by_city.as_of,
        by_city.metric,
        province.city,
        by_city.period,
        sum(by_city.amount) as amount
    from by_city
    inner join cities as province on province.kind = 'province'
    group by all
),

spine as (
    select
        cutoffs.as_of,
        metrics.metric,
        cities.city,
        cast(months.month as date) as period
    from cutoffs
    cross join (select metric from {{ ref('metrics') }} where is_posted) as metrics
    cross join cities
    cross join (
        select unnest(generate_series(
            cast(opening.opens_on - interval 1 month as timestamp),
            cast((
                select max(period) from by_city
                where metric not in {{ listed(evidence_due_later()) }}
            ) as timestamp),
            interval 1 month
        )) as month
        from opening
    ) as months
),

filled as (
    select
        spine.as_of,
        spine.metric,
        spine.city,
        spine.period as month,
        coalesce(by_unit.amount, 0) as month_amount
    from spine
    left join by_unit
        on spine.as_of = by_unit.as_of and spine.metric = by_unit.metric
        and spine.city = by_unit.city and spine.period = by_unit.period
)

select
    as_of,
    metric,
    city,
    month,
    cast(month_amount as decimal(18, 4)) as month_amount,
    cast(sum(month_amount) over (partition by as_of, metric, city, year(month) order by month) as decimal(18, 4))
        as year_amount,
    cast(sum(month_amount) over (partition by as_of, metric, city order by month) as decimal(18, 4)) as level_amount
from filled
qualify month >= (select opens_on from opening)
