-- One row per unemployment_benefit_started event. A person starts to draw unemployment benefit (社会保险法 45, 46).
with logged as (
    {{ logged('unemployment_benefit_started', ['city', 'months_granted', 'monthly_yuan', 'handled_at']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    cast(v[2] as integer) as months_granted,
    cast(v[3] as decimal(18, 4)) as monthly_yuan,
    cast(v[4] as date) as handled_at
from logged
