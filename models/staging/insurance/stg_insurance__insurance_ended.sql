-- One row per insurance_ended event. A person's insurance at an employer is suspended or ends.
with logged as (
    {{ logged('insurance_ended', ['city', 'enterprise', 'insurance', 'change_type_raw', 'reason_raw', 'reason', 'handled_at']) }}
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
    v[3] as insurance,
    v[4] as change_type_raw,
    v[5] as reason_raw,
    v[6] as reason,
    cast(v[7] as date) as handled_at
from logged
