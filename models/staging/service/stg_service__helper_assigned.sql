-- One row per helper_assigned event. One named helper stands beside a person in hardship or a household (冀人社发〔2018〕38号 四).
with logged as (
    {{ logged('helper_assigned', ['city', 'helper', 'household']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as helper,
    v[3] as household
from logged
