-- One row per benefit_granted event. A person receives a benefit: the item, its content, its time (政策落实台账, 辽政办发〔2016〕75号 十七).
with logged as (
    {{ logged('benefit_granted', ['city', 'item', 'content', 'amount_yuan', 'from_month', 'to_month', 'enterprise', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as item,
    v[3] as content,
    cast(v[4] as decimal(18, 4)) as amount_yuan,
    v[5] as from_month,
    v[6] as to_month,
    v[7] as enterprise,
    v[8] as document_no
from logged
