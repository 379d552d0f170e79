-- One row per token of a person who registered a business whose deregistration is new, or newly corrected or retracted.
-- Rule: the end of a business is an event about the business; what it changes are the figures of the person who owns it.
with events as (
    select * from {{ ref('stg_log__events') }}
    where event_type in ('event_corrected', 'event_retracted')
),

new_events as (
    select * from events
    where seq > {{ seq_lo() }}
),

-- what a new correction or retraction names, and what a correction named that is retracted now
named as (
    select
        data ->> '$.target_source' as event_source,
        data ->> '$.target_id' as event_id,
        data -> '$.changes' ->> '$.enterprise' as enterprise
    from new_events
),

named_twice as (
    select * from named
    union all
    select
        events.data ->> '$.target_source' as event_source,
        events.data ->> '$.target_id' as event_id,
        events.data -> '$.changes' ->> '$.enterprise' as enterprise
    from named
    inner join events
        on named.event_source = events.event_source and named.event_id = events.event_id
        and events.event_type = 'event_corrected'
),

closed as (
    select unnest([deregistered.enterprise, named_twice.enterprise, corrected.changes ->> '$.enterprise']) as enterprise
    from {{ ref('stg_registration__business_deregistered') }} as deregistered
    left join named_twice
        on deregistered.event_source = named_twice.event_source and deregistered.event_id = named_twice.event_id
    left join {{ ref('int_events__corrected') }} as corrected
        on deregistered.event_source = corrected.event_source and deregistered.event_id = corrected.event_id
    where deregistered.seq > {{ seq_lo() }} or named_twice.event_id is not null
)

select distinct businesses.subject as token
from {{ ref('stg_registration__business_registered') }} as businesses
left join {{ ref('int_events__corrected') }} as corrected
    on businesses.event_source = corrected.event_source and businesses.event_id = corrected.event_id
inner join closed on closed.enterprise in (businesses.enterprise, corrected.changes ->> '$.enterprise')
