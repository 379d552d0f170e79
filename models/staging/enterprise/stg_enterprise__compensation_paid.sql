-- One row per compensation_paid event. An enterprise pays a worker what it owes him at the end of the relation (劳动合同法 47, 85, 87).
with logged as (
    {{ logged('compensation_paid', ['city', 'enterprise', 'kind', 'amount_yuan', 'relation_ended_at', 'document_no']) }}
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
    v[3] as kind,
    cast(v[4] as decimal(18, 4)) as amount_yuan,
    cast(v[5] as date) as relation_ended_at,
    v[6] as document_no
from logged
