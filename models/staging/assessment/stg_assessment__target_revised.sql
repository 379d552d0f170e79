-- One row per target_revised event. A signed target is changed by a later document.
with logged as (
    {{ logged('target_revised', ['city', 'year', 'metric', 'value', 'direction', 'tier', 'document_no', 'reason', 'county', 'school']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    cast(v[2] as integer) as year,
    v[3] as metric,
    cast(v[4] as decimal(18, 4)) as value,
    v[5] as direction,
    v[6] as tier,
    v[7] as document_no,
    v[8] as reason,
    v[9] as county,
    v[10] as school
from logged
