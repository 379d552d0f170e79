-- One row per employment_registered event. A hire, self-employment or flexible work is registered (就业服务与就业管理规定 62).
with logged as (
    {{ logged('employment_registered', ['city', 'employment_type', 'enterprise', 'is_urban', 'is_renewal', 'contract_months', 'industry', 'unit_kind', 'education', 'previous_identity', 'monthly_wage_yuan', 'enterprise_size', 'new_form']) }}
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
    cast(v[4] as boolean) as is_urban,
    cast(v[5] as boolean) as is_renewal,
    cast(v[6] as integer) as contract_months,
    v[7] as industry,
    v[8] as unit_kind,
    v[9] as education,
    v[10] as previous_identity,
    cast(v[11] as decimal(18, 4)) as monthly_wage_yuan,
    v[12] as enterprise_size,
    v[13] as new_form
from logged
