-- One row per business_changed event. An enterprise's registration changes; a merger or division names the successor, so that a move is not taken for a layoff.
with logged as (
    {{ logged('business_changed', ['enterprise', 'city', 'change', 'successor', 'document_no']) }}
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
    v[3] as change,
    v[4] as successor,
    v[5] as document_no
from logged
