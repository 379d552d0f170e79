-- One row per labour_relation_ended event. A labour contract is dissolved or ends (劳动合同法 36–41, 44).
with logged as (
    {{ logged('labour_relation_ended', ['city', 'enterprise', 'reason']) }}
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
    v[3] as reason
from logged
