-- One row per bulletin_issued event. A monthly bulletin is issued at a cut-off of the log; later issues restate against it.
with logged as (
    {{ logged('bulletin_issued', ['city', 'issue', 'month', 'cutoff_seq', 'manifest_digest']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as issue,
    v[3] as month,
    cast(v[4] as bigint) as cutoff_seq,
    v[5] as manifest_digest
from logged
