-- One row per finding_answered event. A city answers a finding; it may claim that it is to be excused (容错, 鸡西市 2018 二十三).
with logged as (
    {{ logged('finding_answered', ['city', 'finding', 'statement', 'is_exemption_claimed', 'document_no']) }}
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
    v[3] as statement,
    cast(v[4] as boolean) as is_exemption_claimed,
    v[5] as document_no
from logged
