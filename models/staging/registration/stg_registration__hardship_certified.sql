-- One row per hardship_certified event. A person is certified as hard to employ (就业促进法 52; the categories are the province's).
with logged as (
    {{ logged('hardship_certified', ['city', 'category']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as category
from logged
