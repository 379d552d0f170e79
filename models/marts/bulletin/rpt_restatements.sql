-- One row per cell of the last issue that is known otherwise now. Cells: every month's flow up to that issue, and its
-- month-end stocks and cumulative rates.
with issued as (
    {{ last_issue() }}
),

figures as (
    select
        as_of,
        metric,
        city,
        month,
        kind,
        case when kind = 'flow' then month_value else cumulative_value end as value
    from {{ ref('int_figures__derived') }}
),

causes as (
    select
        month,
        city,
        metric,
        count(*) filter (where cause_seq is not null) as cause_count,
        arg_max(reason, (reason_count, reason)) as reason
    from (
        select
            month,
            city,
            metric,
            cause_seq,
            reason,
            count(*) over (partition by month, city, metric, reason) as reason_count
        from {{ ref('rpt_restatement_events') }}
    )
    group by month, city, metric
)

select
    now_known.month,
    now_known.city,
    now_known.metric,
    published.value as published_value,
    now_known.value as current_value,
    cast(now_known.value - published.value as decimal(18, 4)) as difference,
    coalesce(causes.reason, 'rule_changed') as reason,
    coalesce(causes.cause_count, 0) as cause_count
from figures as now_known
inner join issued
    on now_known.month <= issued.month and (now_known.kind = 'flow' or now_known.month = issued.month)
left join figures as published
    on published.as_of = 'last_issue'
    and published.metric = now_known.metric and published.city = now_known.city and published.month = now_known.month
left join causes
    on causes.month = now_known.month and causes.city = now_known.city and causes.metric = now_known.metric
where now_known.as_of = 'now' and now_known.value is distinct from published.value
