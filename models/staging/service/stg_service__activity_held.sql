-- One row per activity_held event. A job fair, or an activity of start-up guidance (辽政办发〔2016〕75号 十; 工商个字〔2016〕138号 二).
with logged as (
    {{ logged('activity_held', ['city', 'activity', 'kind', 'venue', 'audience', 'employers_count', 'vacancy_persons', 'attended_persons']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as activity,
    v[3] as kind,
    v[4] as venue,
    v[5] as audience,
    cast(v[6] as integer) as employers_count,
    cast(v[7] as integer) as vacancy_persons,
    cast(v[8] as integer) as attended_persons
from logged
