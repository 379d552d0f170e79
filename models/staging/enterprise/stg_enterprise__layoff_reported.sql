-- One row per layoff_reported event. An enterprise reports a layoff to the labour office (劳动合同法 41; 辽政办发〔2016〕75号 一). Its time is the day of the report.
with logged as (
    {{ logged('layoff_reported', ['enterprise', 'city', 'layoff_persons', 'headcount', 'ground', 'notified_at', 'first_separation_at', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as enterprise,
    v[2] as city,
    cast(v[3] as integer) as layoff_persons,
    cast(v[4] as integer) as headcount,
    v[5] as ground,
    cast(v[6] as date) as notified_at,
    cast(v[7] as date) as first_separation_at,
    v[8] as document_no
from logged
