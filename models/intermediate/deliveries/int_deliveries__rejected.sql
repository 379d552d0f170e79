-- One row per rejected row of a delivery: the first rule it broke.
with rejected as (
    select * from {{ ref('stg_log__rejected') }}
)

select
    origin,
    position,
    recorded_at,
    event_source,
    event_type,
    rule_id
from rejected
qualify row_number() over (partition by origin, position order by rule_id, field) = 1
