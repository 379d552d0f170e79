-- One row per startup_supported event. A person starting a business is supported (辽政办发〔2016〕75号 八; 工商个字〔2016〕138号 三).
with logged as (
    {{ logged('startup_supported', ['city', 'kind', 'base', 'enterprise']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as kind,
    v[3] as base,
    v[4] as enterprise
from logged
