-- One row per fund_allocated event. Money of a fund is allocated to a city, or within it to an enterprise.
with logged as (
    {{ logged('fund_allocated', ['city', 'fund', 'year', 'part', 'amount_yuan', 'enterprise', 'workers_count', 'document_no']) }}
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
    v[4] as part,
    cast(v[5] as decimal(18, 4)) as amount_yuan,
    v[6] as enterprise,
    cast(v[7] as integer) as workers_count,
    v[8] as document_no
from logged
