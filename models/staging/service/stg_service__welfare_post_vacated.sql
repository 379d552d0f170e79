-- One row per welfare_post_vacated event. A person leaves a public-welfare post, and it is free for the next.
with logged as (
    {{ logged('welfare_post_vacated', ['city', 'post', 'reason']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as post,
    v[3] as reason
from logged
