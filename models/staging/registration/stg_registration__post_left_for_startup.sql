-- One row per post_left_for_startup event. A specialist of a public institution leaves his post to found a firm; the institution keeps his relation (鸡西市 2018 九).
with logged as (
    {{ logged('post_left_for_startup', ['city', 'institution', 'enterprise', 'until_at']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as institution,
    v[3] as enterprise,
    cast(v[4] as date) as until_at
from logged
