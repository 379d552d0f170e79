-- One row per graduate_registered event. A graduate enters the real-name register, with where he is now (辽政办发〔2016〕75号 十二).
with logged as (
    {{ logged('graduate_registered', ['city', 'graduated_at', 'education', 'school', 'destination', 'is_in_hardship']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    cast(v[2] as date) as graduated_at,
    v[3] as education,
    v[4] as school,
    v[5] as destination,
    cast(v[6] as boolean) as is_in_hardship
from logged
