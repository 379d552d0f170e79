-- One row per month or quarter, city or province, side of the market, dimension and code: persons sought or seeking.
-- Rule (鸡西市 2018-05-22 五(十八); 人力资源市场供求统计): those carried over from the period before and those new in it. Occupations are
-- taken at the middle class (中类). A missing code is no requirement.
with evidence as (
    select
        metric,
        city,
        period,
        amount,
        dimensions ->> '$.flow' as flow,
        coalesce({{ middle_class("dimensions ->> '$.occupation'") }}, 'any') as occupation,
        coalesce(dimensions ->> '$.education', 'any') as education,
        coalesce(dimensions ->> '$.industry', 'any') as industry
    from {{ ref('evidence') }}
    where metric in ('vacancies', 'job_seekers')
),

by_unit as (
    select * from evidence
    union all
    select evidence.* replace (province.city as city)
    from evidence
    inner join {{ ref('cities') }} as province on province.kind = 'province'
),

months as (
    select distinct month from {{ ref('int_figures__summed') }}
    where as_of = 'now'
),

spans as (
    select
        'month' as span,
        month as starts_on,
        month as last_month
    from months
    union all
    select
        'quarter' as span,
        cast(date_trunc('quarter', month) as date) as starts_on,
        max(month) as last_month
    from months
    group by date_trunc('quarter', month)
),

coded as (
    select metric, city, period, amount, flow, 'all' as dimension, 'all' as code from by_unit
    union all
    select metric, city, period, amount, flow, 'occupation' as dimension, occupation as code from by_unit
    union all
    select metric, city, period, amount, flow, 'education' as dimension, education as code from by_unit
    union all
    select metric, city, period, amount, flow, 'industry' as dimension, industry as code from by_unit
)

select
    spans.span,
    spans.starts_on,
    coded.city,
    coded.metric,
    coded.dimension,
    coded.code,
    sum(coded.amount) as persons
from spans
inner join coded
    on coded.period < spans.starts_on
    or (coded.period between spans.starts_on and spans.last_month and coded.flow = 'in')
group by all
having sum(coded.amount) <> 0
