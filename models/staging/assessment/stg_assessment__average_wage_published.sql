-- One row per average_wage_published event. The statistics office publishes a city's average monthly wage of a year, from which compensation is capped (劳动合同法 47).
with logged as (
    {{ logged('average_wage_published', ['city', 'year', 'monthly_yuan', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    cast(v[2] as integer) as year,
    cast(v[3] as decimal(18, 4)) as monthly_yuan,
    v[4] as document_no
from logged
