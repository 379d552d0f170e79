-- One row per job_recommended event. A post is recommended to a person; three are owed to every diverted worker.
with logged as (
    {{ logged('job_recommended', ['city', 'post', 'enterprise']) }}
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
    v[3] as enterprise
from logged
