-- One row per worker_rostered event. A worker is entered in the roster of diverted workers (冀人社发〔2018〕38号 二、三).
-- Version 1 is lifted: channel_planned became planned_channel, and every roster was of the year's own diversion.
with logged as (
    {{ logged('worker_rostered', ['city', 'enterprise', 'programme_year', 'sector', 'origin', 'planned_channel', 'channel_planned', 'protection', 'retirement_post', 'employed_since', 'spouse']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as enterprise,
    cast(v[3] as integer) as programme_year,
    v[4] as sector,
    coalesce(v[5], 'first_diversion') as origin,
    coalesce(v[6], v[7]) as planned_channel,
    v[8] as protection,
    v[9] as retirement_post,
    cast(v[10] as date) as employed_since,
    v[11] as spouse
from logged
