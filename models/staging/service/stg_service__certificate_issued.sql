-- One row per certificate_issued event. A person obtains a vocational qualification or a skill-level certificate (鸡西市 2018 十七).
with logged as (
    {{ logged('certificate_issued', ['city', 'kind', 'level', 'occupation', 'certificate_no']) }}
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
    cast(v[3] as integer) as level,
    v[4] as occupation,
    v[5] as certificate_no
from logged
