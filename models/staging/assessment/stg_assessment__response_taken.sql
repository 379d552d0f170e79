-- One row per response_taken event. A city answers a warning of unemployment risk with a measure.
with logged as (
    {{ logged('response_taken', ['city', 'month', 'metric', 'measure', 'statement', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as month,
    v[3] as metric,
    v[4] as measure,
    v[5] as statement,
    v[6] as document_no
from logged
