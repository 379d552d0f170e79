-- One row per standing piece of evidence of new employment, re-employment, or employment of the hard to employ: the job.
-- Rule: a ledger of persons counted holds exactly the evidence that the figure sums.
{{ config(materialized='view') }}

with standing as (
    select metric, city, period, subject, event_seq, dimensions
    from {{ ref('evidence') }}
    where metric in ('urban_newly_employed', 'unemployed_reemployed', 'hard_to_employ_employed')
    group by all
    having sum(amount) <> 0
),

described as (
    select * from standing
    where metric = 'urban_newly_employed'
)

select
    standing.metric,
    standing.city,
    standing.period,
    standing.subject as person,
    standing.event_seq,
    told.happened_on as employed_on,
    told.data ->> '$.enterprise' as enterprise,
    cast(told.data ->> '$.contract_months' as integer) as contract_months,
    described.dimensions ->> '$.proof' as proof,
    described.dimensions ->> '$.channel' as channel,
    described.dimensions ->> '$.industry' as industry,
    described.dimensions ->> '$.education' as education,
    described.dimensions ->> '$.before' as previous_identity,
    described.dimensions ->> '$.sex' as sex
from standing
left join {{ ref('int_events__told') }} as told on standing.event_seq = told.seq
left join described on standing.subject = described.subject and standing.event_seq = described.event_seq
