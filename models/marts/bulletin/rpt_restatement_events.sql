-- One row per restated cell of the last issue, and event that caused it.
-- A flow's cell is a month; a stock's and a rate's is the last issue's month, changed by all that came into it.
with issued as (
    {{ last_issue() }}
),

causes as (
    select * from {{ ref('int_figures__changed_evidence') }}
),

by_unit as (
    select * from causes
    union all
    select causes.* replace (province.city as city)
    from causes
    inner join {{ ref('cities') }} as province on province.kind = 'province'
)

select distinct
    case when metrics.kind = 'flow' then by_unit.period else issued.month end as month,
    by_unit.city,
    terms.metric,
    by_unit.cause_seq,
    by_unit.reason
from by_unit
cross join issued
inner join {{ ref('metric_terms') }} as terms on by_unit.metric = terms.component
inner join {{ ref('metrics') }} as metrics on terms.metric = metrics.metric
inner join {{ ref('metrics') }} as component on terms.component = component.metric
where
    by_unit.period <= issued.month
    and (metrics.kind <> 'rate' or component.kind = 'stock' or year(by_unit.period) = year(issued.month))
