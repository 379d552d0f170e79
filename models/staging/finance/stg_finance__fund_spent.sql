-- One row per fund_spent event. Money of a fund is spent for a purpose; which purposes a fund permits is the rules'.
with logged as (
    {{ logged('fund_spent', ['city', 'fund', 'year', 'purpose', 'amount_yuan', 'enterprise', 'helped_persons', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as fund,
    cast(v[3] as integer) as year,
    v[4] as purpose,
    cast(v[5] as decimal(18, 4)) as amount_yuan,
    v[6] as enterprise,
    cast(v[7] as integer) as helped_persons,
    v[8] as document_no
from logged
