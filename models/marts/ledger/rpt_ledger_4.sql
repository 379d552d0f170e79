-- One row per month and person on 台账四 失业人员管理台账: registered as unemployed at the month's end.
-- 离岗来源和就业、培训、创业意愿 make it the base ledger of those off their posts (辽政办发〔2016〕75号 三(六)). 领金起止 are those of the last grant of unemployment benefit that had begun by then.
{{ config(materialized='view') }}

with stays as (
    select * from {{ ref('int_ledgers__stays') }}
    where metric = 'registered_unemployed'
),

benefits as (
    select
        started.person,
        started.seq,
        started.happened_on as started_on,
        min(ended.happened_on) as ended_on
    from {{ ref('int_ledgers__told_of_persons') }} as started
    left join {{ ref('int_ledgers__told_of_persons') }} as ended
        on ended.event_type = 'unemployment_benefit_ended' and started.person = ended.person
        and started.happened_on < ended.happened_on
    where started.event_type = 'unemployment_benefit_started'
    group by all
)

select
    months.month,
    stays.city,
    stays.person,
    stays.event_seq,
    told.data ->> '$.certificate_no' as certificate_no,
    cast(told.data ->> '$.is_rural_resident' as boolean) as is_rural_resident,
    told.data ->> '$.cause' as cause,
    cast(told.data ->> '$.unemployed_since' as date) as unemployed_since,
    stays.entered_on as registered_on,
    cast(told.data ->> '$.wants_training' as boolean) as wants_training,
    cast(told.data ->> '$.wants_job' as boolean) as wants_job,
    cast(told.data ->> '$.wants_startup' as boolean) as wants_startup,
    told.data ->> '$.off_post_origin' as off_post_origin,
    max(benefits.started_on) as benefit_started_on,
    arg_max(
        case when benefits.ended_on < months.month + interval 1 month then benefits.ended_on end, benefits.started_on
    ) as benefit_ended_on
from stays
inner join {{ ref('int_ledgers__months') }} as months
    on stays.entered_month <= months.month and coalesce(stays.left_month, date '9999-12-01') > months.month
left join {{ ref('int_events__told') }} as told on stays.event_seq = told.seq
left join benefits on stays.person = benefits.person and benefits.started_on < months.month + interval 1 month
group by all
