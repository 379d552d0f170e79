-- One row per allocation_factor_published event. What a city has of a factor by which a fund is allocated in a year (冀人社发〔2018〕38号 七; 鸡西市 2018 二十二).
with logged as (
    {{ logged('allocation_factor_published', ['city', 'fund', 'year', 'factor', 'quantity', 'document_no']) }}
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
    v[4] as factor,
    cast(v[5] as decimal(18, 4)) as quantity,
    v[6] as document_no
from logged
