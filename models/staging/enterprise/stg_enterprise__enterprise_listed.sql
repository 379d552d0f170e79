-- One row per enterprise_listed event. An enterprise enters the list of capacity-cut or monitored enterprises (工商个字〔2016〕138号 二).
with logged as (
    {{ logged('enterprise_listed', ['enterprise', 'enterprise_name', 'city', 'sector', 'ownership', 'is_above_scale', 'headcount', 'industry', 'size']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as enterprise,
    v[2] as enterprise_name,
    v[3] as city,
    v[4] as sector,
    v[5] as ownership,
    cast(v[6] as boolean) as is_above_scale,
    cast(v[7] as integer) as headcount,
    v[8] as industry,
    v[9] as size
from logged
