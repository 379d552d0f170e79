-- One row per denominator_published event. The statistics office publishes the employed population of a city (the ledger never infers it).
with logged as (
    {{ logged('denominator_published', ['city', 'period', 'persons', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as period,
    cast(v[3] as bigint) as persons,
    v[4] as document_no
from logged
