-- One row per month, enterprise, city, lead, duty and period: layoffs to be checked, with what to check. Leads, never verdicts.
-- Rule (辽政办发〔2016〕75号 一(一) 规模裁员情况报告制度; 劳动合同法 41): see evd_layoffs.
{{ config(materialized='view') }}

with standing as (
    select
        metric,
        city,
        period,
        subject as enterprise,
        dimensions ->> '$.duty' as duty,
        cast(dimensions ->> '$.within_days' as integer) as within_days,
        cast(dimensions ->> '$.late_days' as integer) as late_days,
        sum(amount) as persons
    from {{ ref('evidence') }}
    where metric in ('layoffs_detected', 'layoffs_split', 'layoffs_late')
    group by all
    having sum(amount) <> 0
)

select
    standing.period as month,
    standing.city,
    standing.enterprise,
    standing.metric,
    leads.lead,
    leads.lead_name,
    standing.duty,
    standing.within_days,
    max(standing.late_days) as late_days,
    cast(sum(standing.persons) as decimal(18, 4)) as persons,
    leads.wording,
    leads.next_step
from standing
inner join {{ ref('layoff_leads') }} as leads on standing.metric = leads.metric
group by all
