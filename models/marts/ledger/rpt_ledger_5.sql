-- One row per month and person on 台账五 失业人员再就业信息明细台账: counted as re-employed from January to the month.
-- 失业时间 is what the last registration before the job says, else the day of that registration.
{{ config(materialized='view') }}

select
    months.month,
    jobs.city,
    jobs.person,
    jobs.event_seq,
    arg_max(
        coalesce(cast(registered.data ->> '$.unemployed_since' as date), registered.happened_on), registered.happened_on
    ) as unemployed_since,
    jobs.employed_on as reemployed_on,
    jobs.channel,
    jobs.enterprise,
    jobs.industry
from {{ ref('int_ledgers__counted_jobs') }} as jobs
inner join {{ ref('int_ledgers__months') }} as months on jobs.period between months.year_starts_on and months.month
left join {{ ref('int_ledgers__told_of_persons') }} as registered
    on registered.event_type = 'unemployment_registered' and jobs.person = registered.person
    and registered.happened_on < jobs.employed_on
where jobs.metric = 'unemployed_reemployed'
group by all
