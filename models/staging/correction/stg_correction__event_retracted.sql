-- One row per event_retracted event. An earlier event is withdrawn: it never happened.
with logged as (
    {{ logged('event_retracted', ['city', 'target_source', 'target_id', 'reason', 'approver']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as target_source,
    v[3] as target_id,
    v[4] as reason,
    v[5] as approver
from logged
