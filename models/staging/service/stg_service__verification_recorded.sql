-- One row per verification_recorded event. What a check of one reported case found: visit, phone sample, insurance match, payroll or contract (冀人社发〔2018〕38号 三).
with logged as (
    {{ logged('verification_recorded', ['city', 'claim', 'proof', 'result', 'enterprise', 'target_source', 'target_id', 'sample']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as claim,
    v[3] as proof,
    v[4] as result,
    v[5] as enterprise,
    v[6] as target_source,
    v[7] as target_id,
    v[8] as sample
from logged
