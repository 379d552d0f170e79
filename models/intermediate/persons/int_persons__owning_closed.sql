-- One row per token of a person who registered a business whose deregistration is new, or newly corrected or retracted.
-- Rule: the end of a business is an event about the business; what it changes are the figures of the person who owns it.
with corrections as (
    select
        seq,
        event_source,
        event_id,
        target_source,
        target_id,
        changes ->> '$.enterprise' as enterprise
    from {{ ref('stg_correction__event_corrected') }}
),

-- what a new correction or retraction names, and what a correction named that is corrected or retracted now
named as (
    select target_source, target_id, enterprise
    from corrections
    where seq > {{ seq_lo() }}
    union all
    select target_source, target_id, null as enterprise
    from {{ ref('stg_correction__event_retracted') }}
    where seq > {{ seq_lo() }}
),

named_twice as (
    select target_source as event_source, target_id as event_id, enterprise
    from named
    union all
    select corrections.target_source, corrections.target_id, corrections.enterprise
    from named
    inner join corrections on named.target_source = corrections.event_source and named.target_id = corrections.event_id
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
