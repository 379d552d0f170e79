-- One row per death_recorded event. A person's death reaches the insurance system.
with logged as (
    {{ logged('death_recorded', ['city', 'handled_at']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    cast(v[2] as date) as handled_at
from logged
