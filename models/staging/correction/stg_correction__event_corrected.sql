-- One row per event_corrected event. An earlier event is corrected: `changes` holds the fields that were wrong, with their right values.
with logged as (
    {{ logged('event_corrected', ['city', 'target_source', 'target_id', 'changes', 'reason', 'approver']) }}
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
    v[4] as changes,
    v[5] as reason,
    v[6] as approver
from logged
