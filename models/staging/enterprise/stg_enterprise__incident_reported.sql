-- One row per incident_reported event. A gathering of workers over their placement is reported (冀人社发〔2018〕38号 一、六).
with logged as (
    {{ logged('incident_reported', ['enterprise', 'city', 'kind', 'cause', 'persons']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as enterprise,
    v[2] as city,
    v[3] as kind,
    v[4] as cause,
    cast(v[5] as integer) as persons
from logged
