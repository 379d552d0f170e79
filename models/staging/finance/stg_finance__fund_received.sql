-- One row per fund_received event. A city receives money into a fund.
with logged as (
    {{ logged('fund_received', ['city', 'fund', 'year', 'origin', 'amount_yuan', 'document_no']) }}
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
    v[4] as origin,
    cast(v[5] as decimal(18, 4)) as amount_yuan,
    v[6] as document_no
from logged
