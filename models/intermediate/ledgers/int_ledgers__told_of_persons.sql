-- One row per standing event of a person that a ledger tells of: services, benefits and certificates; merged identities are one.
{{ config(materialized='view') }}

select
    told.seq,
    told.event_type,
    coalesce(merged.person, told.subject) as person,
    told.happened_on,
    told.data
from {{ ref('int_events__told') }} as told
left join {{ ref('int_persons__merged') }} as merged on told.subject = merged.token
where
    told.event_type in (
        'guidance_given', 'job_recommended', 'unemployment_registered', 'unemployment_benefit_started',
        'unemployment_benefit_ended', 'benefit_granted', 'loan_issued', 'startup_supported'
    )
