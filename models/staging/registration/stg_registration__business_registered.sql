-- One row per business_registered event. A person registers a business of his own (工商个字〔2016〕138号 三).
with logged as (
    {{ logged('business_registered', ['city', 'enterprise', 'kind', 'industry', 'is_internet']) }}
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
    v[3] as kind,
    v[4] as industry,
    cast(v[5] as boolean) as is_internet
from logged
