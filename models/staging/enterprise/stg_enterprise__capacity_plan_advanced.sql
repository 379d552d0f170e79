-- One row per capacity_plan_advanced event. An enterprise's plan to cut capacity reaches a stage (冀人社发〔2018〕38号 五).
with logged as (
    {{ logged('capacity_plan_advanced', ['enterprise', 'city', 'programme_year', 'stage', 'document_no']) }}
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
    cast(v[3] as integer) as programme_year,
    v[4] as stage,
    v[5] as document_no
from logged
