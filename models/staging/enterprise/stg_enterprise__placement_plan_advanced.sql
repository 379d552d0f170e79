-- One row per placement_plan_advanced event. A worker-placement plan reaches a stage; it may not be carried out before all four (冀人社发〔2018〕38号 五).
with logged as (
    {{ logged('placement_plan_advanced', ['enterprise', 'city', 'programme_year', 'stage', 'document_no', 'funds_yuan']) }}
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
    v[5] as document_no,
    cast(v[6] as bigint) as funds_yuan
from logged
