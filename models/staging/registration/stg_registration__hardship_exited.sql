-- One row per hardship_exited event. A person is no longer hard to employ, for one of the lawful reasons.
with logged as (
    {{ logged('hardship_exited', ['city', 'reason']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as reason
from logged
