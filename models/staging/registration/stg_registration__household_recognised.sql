-- One row per household_recognised event. A household of working-age members all out of work is recognised (就业促进法 56). One event for each working-age member.
with logged as (
    {{ logged('household_recognised', ['city', 'household', 'kind', 'members_count', 'is_willing', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as household,
    v[3] as kind,
    cast(v[4] as integer) as members_count,
    cast(v[5] as boolean) as is_willing,
    v[6] as document_no
from logged
