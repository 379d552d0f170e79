-- One row per entry of the log, with what later events made of it.
{{ config(materialized='view') }}

with events as (
    select * from {{ ref('stg_log__events') }}
),

corrected as (
    select * from {{ ref('int_events__corrected') }}
)

select
    events.seq,
    events.event_source,
    events.event_id,
    events.event_type,
    events.subject,
    events.effective_at,
    events.recorded_at,
    events.origin,
    events.position,
    events.data,
    case
        when corrected.is_retracted then 'retracted'
        when corrected.event_id is not null then 'corrected'
        else 'standing'
    end as status,
    corrected.changed_by_seq
from events
left join corrected on events.event_source = corrected.event_source and events.event_id = corrected.event_id
