-- One row per labour_relation_ended event. A labour contract is dissolved or ends (劳动合同法 36–41, 44).
with logged as (
    {{ logged('labour_relation_ended', ['city', 'enterprise', 'reason', 'employed_since', 'average_wage_yuan']) }}
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
    v[3] as reason,
    cast(v[4] as date) as employed_since,
    cast(v[5] as decimal(18, 4)) as average_wage_yuan
from logged
