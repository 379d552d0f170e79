-- One row per score_submitted event. A city's points for one item of a scoring scheme are submitted: its own, the verified, or the final ones.
with logged as (
    {{ logged('score_submitted', ['city', 'year', 'scheme', 'item', 'score_kind', 'points', 'max_points', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    cast(v[2] as integer) as year,
    v[3] as scheme,
    v[4] as item,
    v[5] as score_kind,
    cast(v[6] as decimal(18, 4)) as points,
    cast(v[7] as decimal(18, 4)) as max_points,
    v[8] as document_no
from logged
