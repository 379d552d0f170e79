-- One row per work_suspended event. A worker waits at home because his enterprise stands still (辽政办发〔2016〕75号 四(十一)).
with logged as (
    {{ logged('work_suspended', ['city', 'enterprise']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as enterprise
from logged
