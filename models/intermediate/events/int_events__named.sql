-- One row per event that a new correction or retraction names, and per event that was named by a correction so named.
-- The few events that reach back into the log are looked up here once, for all who ask whom they concern. Where everyone is
-- recomputed anyway, no one asks.
with events as not materialized (
    -- read three times, of each time a few rows: keeping all of them for that would cost what the log holds
    select
        seq,
        event_source,
        event_id,
        event_type,
        subject,
        data
    from {{ ref('stg_log__events') }}
),

naming as (
    select
        seq as named_by_seq,
        data ->> '$.target_source' as target_source,
        data ->> '$.target_id' as target_id
    from events
    where
        seq > {{ seq_lo() }} and not {{ recompute_all() }}
        and event_type in ('event_corrected', 'event_retracted')
),

named as (
    select naming.named_by_seq, events.*
    from naming
    inner join events on naming.target_source = events.event_source and naming.target_id = events.event_id
),

named_before as (
    select named.named_by_seq, events.*
    from named
    inner join events
        on named.event_type = 'event_corrected'
        and events.event_source = (named.data ->> '$.target_source')
        and events.event_id = (named.data ->> '$.target_id')
)

select
    named_by_seq,
    1 as steps,
    seq,
    event_type,
    subject,
    data
from named
union all
select
    named_by_seq,
    2 as steps,
    seq,
    event_type,
    subject,
    data
from named_before
