-- One row per fund_reallocated event. Surplus money of a fund moves to a city that is short (冀人社发〔2018〕38号 七).
with logged as (
    {{ logged('fund_reallocated', ['city', 'to_city', 'fund', 'year', 'amount_yuan', 'reason', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as to_city,
    v[3] as fund,
    cast(v[4] as integer) as year,
    cast(v[5] as decimal(18, 4)) as amount_yuan,
    v[6] as reason,
    v[7] as document_no
from logged
