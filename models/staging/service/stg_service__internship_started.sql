-- One row per internship_started event. A graduate begins an internship in a unit (辽政办发〔2016〕75号 五(十二)).
with logged as (
    {{ logged('internship_started', ['city', 'enterprise', 'term_months']) }}
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
    cast(v[3] as integer) as term_months
from logged
