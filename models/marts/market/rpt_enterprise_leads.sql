-- One row per month, city, enterprise and lead: what is to be looked into at an enterprise, with what to do next and how many are allowed.
-- Rule (冀人社发〔2018〕38号 一、三、五、六; 工商个字〔2016〕138号 二; docs/adr/0026): leads for whoever checks and prevents. Where a document sets a most
-- (mass_unemployment_max, major_incidents_max), the city's number of the year so far is set against it.
{{ config(materialized='view') }}

with standing as (
    select
        metric,
        city,
        period,
        subject as enterprise,
        sum(amount) as amount
    from {{ ref('evidence') }}
    where metric in (select leads.metric from {{ ref('enterprise_leads') }} as leads)
    group by all
    having sum(amount) <> 0
)

select
    standing.period as month,
    standing.city,
    standing.enterprise,
    standing.metric,
    leads.lead_name,
    cast(standing.amount as decimal(18, 4)) as amount,
    cast(r.value as integer) as allowed_count,
    sum(standing.amount) over (
        partition by standing.metric, standing.city, year(standing.period) order by standing.period
    ) > cast(r.value as integer) as is_beyond_allowed,
    leads.wording,
    leads.next_step
from standing
inner join {{ ref('int_ledgers__months') }} as months on standing.period = months.month
inner join {{ ref('enterprise_leads') }} as leads on standing.metric = leads.metric
left join {{ ref('rules') }} as r
    on leads.limit_rule = r.rule
    and r.city = '{{ var("province") }}'
    and standing.period between r.valid_from and r.valid_to
