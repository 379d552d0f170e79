-- One row per incubation_base_recognised event. A start-up incubation base is recognised; every county is to have one (商洛市 2012 四).
with logged as (
    {{ logged('incubation_base_recognised', ['city', 'base', 'base_name', 'level', 'county', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as base,
    v[3] as base_name,
    v[4] as level,
    v[5] as county,
    v[6] as document_no
from logged
