-- One row per employment_ended event. The end of an employment is registered, within 15 days (就业服务与就业管理规定 62).
with logged as (
    {{ logged('employment_ended', ['city', 'employment_type', 'enterprise', 'reason']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as employment_type,
    v[3] as enterprise,
    v[4] as reason
from logged
