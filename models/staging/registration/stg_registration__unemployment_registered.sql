-- One row per unemployment_registered event. A person registers as unemployed where he lives, worked or was insured (人社厅发〔2020〕79号).
with logged as (
    {{ logged('unemployment_registered', [
        'city', 'certificate_no', 'unemployed_since', 'cause', 'education', 'is_rural_resident', 'wants_training', 'off_post_origin',
        'wants_job', 'wants_startup',
    ]) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as certificate_no,
    cast(v[3] as date) as unemployed_since,
    v[4] as cause,
    v[5] as education,
    cast(v[6] as boolean) as is_rural_resident,
    cast(v[7] as boolean) as wants_training,
    v[8] as off_post_origin,
    cast(v[9] as boolean) as wants_job,
    cast(v[10] as boolean) as wants_startup
from logged
