-- One row per insurance_transferred event. Insurance moves from one employer to another: the person stays employed; never a new employment.
with logged as (
    {{ logged('insurance_transferred', ['city', 'enterprise', 'from_enterprise', 'insurance', 'change_type_raw', 'reason_raw', 'handled_at']) }}
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
    v[3] as from_enterprise,
    v[4] as insurance,
    v[5] as change_type_raw,
    v[6] as reason_raw,
    cast(v[7] as date) as handled_at
from logged
