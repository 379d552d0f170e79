-- One row per persons_merged event. Two identity numbers are found to be one person; `person` is kept, `merged_person` joins it.
with logged as (
    {{ logged('persons_merged', ['merged_person', 'city', 'reason', 'approver']) }}
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
