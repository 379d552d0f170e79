-- One row per unemployment_benefit_ended event. Unemployment benefit stops (社会保险法 51).
with logged as (
    {{ logged('unemployment_benefit_ended', ['city', 'reason', 'handled_at']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as reason,
    cast(v[3] as date) as handled_at
from logged
