-- One row per agency_rated event. A human-resources agency's credit is rated, or it is put on the blacklist (鸡西市 2018 二十一).
with logged as (
    {{ logged('agency_rated', ['enterprise', 'city', 'agency_name', 'grade', 'is_blacklisted', 'valid_until', 'document_no']) }}
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
    v[3] as agency_name,
    v[4] as grade,
    cast(v[5] as boolean) as is_blacklisted,
    cast(v[6] as date) as valid_until,
    v[7] as document_no
from logged
