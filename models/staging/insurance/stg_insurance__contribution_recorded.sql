-- One row per contribution_recorded event. A month's contribution of a person at an employer reaches the fund, or is found owing.
with logged as (
    {{ logged('contribution_recorded', ['city', 'enterprise', 'insurance', 'month', 'base_yuan', 'is_paid', 'cumulative_months', 'handled_at']) }}
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
    v[4] as month,
    cast(v[5] as decimal(18, 4)) as base_yuan,
    cast(v[6] as boolean) as is_paid,
    cast(v[7] as integer) as cumulative_months,
    cast(v[8] as date) as handled_at
from logged
