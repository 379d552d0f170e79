-- One row per contact_attempted event. An enterprise tries to reach a worker of its roster, or files him as unreachable (冀人社发〔2018〕38号 三).
with logged as (
    {{ logged('contact_attempted', ['city', 'enterprise', 'programme_year', 'method', 'outcome', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as enterprise,
    cast(v[3] as integer) as programme_year,
    v[4] as method,
    v[5] as outcome,
    v[6] as document_no
from logged
