-- One row per stay of a person on a ledger that is a stock: the evidence that put him on it and the month in which he left it.
-- Rule: of one person in one city the first opening goes with the first closing, and so on; a stay is never opened twice.
{{ config(materialized='view') }}

with standing as (
    select
        evidence.metric,
        evidence.city,
        evidence.period,
        evidence.subject,
        evidence.event_seq,
        evidence.dimensions ->> '$.flow' as flow
    from {{ ref('evidence') }} as evidence
    where evidence.metric in ('registered_unemployed', 'hard_to_employ', 'job_seekers')
    group by evidence.metric, evidence.city, evidence.period, evidence.subject, evidence.event_seq, evidence.dimensions
    having sum(evidence.amount) <> 0
),

numbered as (
    select
        standing.*,
        told.happened_on,
        row_number() over (
            partition by standing.metric, standing.city, standing.subject, standing.flow
            order by standing.period, told.happened_on, standing.event_seq
        ) as turn
    from standing
    left join {{ ref('int_events__told') }} as told on standing.event_seq = told.seq
    where standing.flow in ('in', 'out')
)

select
    opened.metric,
    opened.city,
    opened.subject as person,
    opened.event_seq,
    opened.happened_on as entered_on,
    opened.period as entered_month,
    closed.period as left_month
from numbered as opened
left join numbered as closed
    on closed.flow = 'out' and opened.metric = closed.metric and opened.city = closed.city
    and opened.subject = closed.subject and opened.turn = closed.turn
where opened.flow = 'in'
