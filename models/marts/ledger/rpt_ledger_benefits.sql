-- One row per month and benefit on 政策落实台账: what a person received from January to the month: item, content, time (辽政办发〔2016〕75号 七(十七)).
-- Every grant, every guaranteed loan and every support of a start-up is a row; free of charge is no amount.
{{ config(materialized='view') }}

select
    months.month,
    told.data ->> '$.city' as city,
    told.person,
    told.seq as event_seq,
    case told.event_type
        when 'benefit_granted' then told.data ->> '$.item'
        when 'startup_supported' then told.data ->> '$.kind'
        else 'guaranteed_loan'
    end as item,
    told.data ->> '$.content' as content,
    cast(told.data ->> '$.amount_yuan' as decimal(18, 2)) as amount_yuan,
    told.happened_on as received_on,
    told.data ->> '$.from_month' as from_month,
    told.data ->> '$.to_month' as to_month,
    told.data ->> '$.enterprise' as enterprise,
    told.data ->> '$.document_no' as document_no
from {{ ref('int_ledgers__told_of_persons') }} as told
inner join {{ ref('int_ledgers__months') }} as months
    on told.happened_on >= months.year_starts_on and told.happened_on < months.month + interval 1 month
where told.event_type in ('benefit_granted', 'loan_issued', 'startup_supported')
