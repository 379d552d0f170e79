-- One row per entry of the log: its header and its payload, as stored.
select
    seq,
    source as event_source,
    id as event_id,
    type as event_type,
    subject,
    time as effective_at,
    recorded_at,
    origin,
    position,
    data
from {{ source('window', 'arrived') }}
