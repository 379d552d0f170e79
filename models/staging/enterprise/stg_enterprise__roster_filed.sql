-- One row per roster_filed event. An enterprise files its whole roster: how many workers it has, and how many are on it (冀人社发〔2018〕38号 三).
with logged as (
    {{ logged('roster_filed', ['enterprise', 'city', 'programme_year', 'headcount', 'rostered_persons', 'unreachable_persons', 'document_no']) }}
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
    cast(v[3] as integer) as programme_year,
    cast(v[4] as integer) as headcount,
    cast(v[5] as integer) as rostered_persons,
    cast(v[6] as integer) as unreachable_persons,
    v[7] as document_no
from logged
