-- One row per veteran_registered event. A veteran registers at the employment office (辽政办发〔2016〕75号 十三).
with logged as (
    {{ logged('veteran_registered', ['city', 'kind', 'discharged_at']) }}
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
    cast(v[3] as date) as discharged_at
from logged
