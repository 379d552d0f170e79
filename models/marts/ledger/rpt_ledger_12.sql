-- One row per month and person on 台账十二 求职人员登记台账: seeking work at the month's end, with the services since he asked.
-- 职业指导次数 and 职业介绍次数 are events, one each; nobody writes them in.
{{ config(materialized='view') }}

select
    months.month,
    stays.city,
    stays.person,
    stays.event_seq,
    stays.entered_on as wanted_on,
    told.data ->> '$.occupation' as occupation,
    told.data ->> '$.education' as education,
    told.data ->> '$.industry' as industry,
    count(*) filter (where services.event_type = 'guidance_given') as guidance_count,
    count(*) filter (where services.event_type = 'job_recommended') as recommendation_count
from {{ ref('int_ledgers__stays') }} as stays
inner join {{ ref('int_ledgers__months') }} as months
    on stays.entered_month <= months.month and coalesce(stays.left_month, date '9999-12-01') > months.month
left join {{ ref('int_events__told') }} as told on stays.event_seq = told.seq
left join {{ ref('int_ledgers__told_of_persons') }} as services
    on services.event_type in ('guidance_given', 'job_recommended') and stays.person = services.person
    and services.happened_on >= stays.entered_on and services.happened_on < months.month + interval 1 month
where stays.metric = 'job_seekers'
group by all
