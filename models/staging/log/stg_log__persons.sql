-- One row per event that tells a person's sex and birth month, which the door read from the identity number.
with told as (
    select
        seq,
        source as event_source,
        id as event_id,
        subject,
        json_extract_string(data, ['$.sex', '$.birth_month']) as v
    from {{ source('window', 'arrived') }}
    where data like '%"birth_month"%'
)

select
    seq,
    event_source,
    event_id,
    subject,
    v[1] as sex,
    v[2] as birth_month
from told
where v[2] is not null
