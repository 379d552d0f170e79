-- One row per work_resumed event. The worker is called back to work.
with logged as (
    {{ logged('work_resumed', ['city', 'enterprise']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as enterprise
from logged
