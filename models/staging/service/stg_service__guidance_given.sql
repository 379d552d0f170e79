-- One row per guidance_given event. Career guidance or another employment service is given.
with logged as (
    {{ logged('guidance_given', ['city', 'kind']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as kind
from logged
