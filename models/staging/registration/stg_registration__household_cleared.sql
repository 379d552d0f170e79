-- One row per household_cleared event. A recognised household leaves the list: a member is employed, or another lawful reason.
with logged as (
    {{ logged('household_cleared', ['household', 'city', 'reason', 'employed_person']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as household,
    v[2] as city,
    v[3] as reason,
    v[4] as employed_person
from logged
