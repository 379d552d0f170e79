-- One row per month and person on 台账三 就业困难人员管理台账: certified as hard to employ at the month's end, or off it since January.
-- 再就业 is the job that 就业困难人员就业 counts; who found one in the year stays on the ledger of the year.
{{ config(materialized='view') }}

with stays as (
    select * from {{ ref('int_ledgers__stays') }}
    where metric = 'hard_to_employ'
),

jobs as (
    select * from {{ ref('int_ledgers__counted_jobs') }}
    where metric = 'hard_to_employ_employed'
)

select
    months.month,
    stays.city,
    stays.person,
    stays.event_seq,
    told.data ->> '$.category' as category,
    stays.entered_on as certified_on,
    stays.left_month is not null and stays.left_month <= months.month as has_left,
    max(registered.data ->> '$.certificate_no') as certificate_no,
    max(jobs.employed_on) as reemployed_on,
    arg_max(jobs.enterprise, jobs.employed_on) as enterprise,
    arg_max(jobs.contract_months, jobs.employed_on) as contract_months
from stays
inner join {{ ref('int_ledgers__months') }} as months on stays.entered_month <= months.month
left join {{ ref('int_events__told') }} as told on stays.event_seq = told.seq
left join jobs
    on stays.person = jobs.person and jobs.employed_on >= stays.entered_on
    and jobs.period between months.year_starts_on and months.month
left join {{ ref('int_ledgers__told_of_persons') }} as registered
    on registered.event_type = 'unemployment_registered' and stays.person = registered.person
    and registered.happened_on < months.month + interval 1 month
where stays.left_month is null or stays.left_month > months.month or stays.left_month >= months.year_starts_on
group by all
