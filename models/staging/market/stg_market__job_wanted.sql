-- One row per job_wanted event. A person seeks work. No occupation, industry: no requirement.
with logged as (
    {{ logged('job_wanted', ['city', 'agency', 'seeker', 'occupation', 'education', 'industry', 'monthly_wage_low_yuan', 'open_until']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as agency,
    v[3] as seeker,
    v[4] as occupation,
    v[5] as education,
    v[6] as industry,
    cast(v[7] as decimal(18, 4)) as monthly_wage_low_yuan,
    cast(v[8] as date) as open_until
from logged
