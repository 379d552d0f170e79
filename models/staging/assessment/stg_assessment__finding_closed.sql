-- One row per finding_closed event. A finding is closed with a verdict.
with logged as (
    {{ logged('finding_closed', ['city', 'finding', 'verdict', 'statement', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as finding,
    v[3] as verdict,
    v[4] as statement,
    v[5] as document_no
from logged
