-- One row per training_completed event. A course of training is finished.
with logged as (
    {{ logged('training_completed', ['city', 'kind', 'hours', 'project']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as kind,
    cast(v[3] as integer) as hours,
    v[4] as project
from logged
