-- One row per training_started event. A course of training begins; 整建制 is a whole class bought for one firm's workers (冀人社发〔2018〕38号 四).
with logged as (
    {{ logged('training_started', ['city', 'kind', 'course', 'hours', 'is_whole_class', 'project']) }}
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
    v[3] as course,
    cast(v[4] as integer) as hours,
    cast(v[5] as boolean) as is_whole_class,
    v[6] as project
from logged
