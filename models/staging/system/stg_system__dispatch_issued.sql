-- One row per dispatch_issued event. A quarterly dispatch is issued at a cut-off of the log.
with logged as (
    {{ logged('dispatch_issued', ['city', 'issue', 'quarter', 'cutoff_seq', 'manifest_digest']) }}
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
    v[3] as quarter,
    cast(v[4] as bigint) as cutoff_seq,
    v[5] as manifest_digest
from logged
