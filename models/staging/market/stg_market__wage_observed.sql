-- One row per wage_observed event. An enterprise's wage in one occupation is observed for the market wage guide.
with logged as (
    {{ logged('wage_observed', ['enterprise', 'city', 'year', 'occupation', 'education', 'monthly_wage_yuan', 'observed_persons', 'industry', 'size']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as enterprise,
    v[2] as city,
    cast(v[3] as integer) as year,
    v[4] as occupation,
    v[5] as education,
    cast(v[6] as decimal(18, 4)) as monthly_wage_yuan,
    cast(v[7] as integer) as observed_persons,
    v[8] as industry,
    v[9] as size
from logged
