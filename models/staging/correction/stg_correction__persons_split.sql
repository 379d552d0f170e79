-- One row per persons_split event. A merge was wrong: the two identity numbers are two persons again, from the beginning.
with logged as (
    {{ logged('persons_split', ['merged_person', 'city', 'reason', 'approver']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as merged_person,
    v[2] as city,
    v[3] as reason,
    v[4] as approver
from logged
