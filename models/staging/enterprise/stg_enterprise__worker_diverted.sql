-- One row per worker_diverted event. A rostered worker is placed through one of the five channels (冀人社发〔2018〕38号 四).
with logged as (
    {{ logged('worker_diverted', ['city', 'enterprise', 'programme_year', 'channel', 'to_enterprise', 'way']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as enterprise,
    cast(v[3] as integer) as programme_year,
    v[4] as channel,
    v[5] as to_enterprise,
    v[6] as way
from logged
