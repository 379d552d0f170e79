-- One row per unemployment_deregistered event. An unemployment registration is closed, with one of the lawful reasons.
with logged as (
    {{ logged('unemployment_deregistered', ['city', 'reason']) }}
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
