-- One row per rural_transfer_recorded event. A rural worker takes up work outside farming, or goes to work elsewhere (商洛市 2012 六).
with logged as (
    {{ logged('rural_transfer_recorded', ['city', 'transfer_to', 'is_organised', 'months', 'income_yuan', 'industry']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as transfer_to,
    cast(v[3] as boolean) as is_organised,
    cast(v[4] as integer) as months,
    cast(v[5] as decimal(18, 4)) as income_yuan,
    v[6] as industry
from logged
