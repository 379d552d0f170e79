-- One row per placement that another source corroborates, with the proving event.
-- Rule (冀人社发〔2018〕38号 三): a reported placement is checked against insurance and registration. Own business: a
-- business registered. Welfare post and work elsewhere: insurance starts about the placement. Channels inside the
-- enterprise: an insured spell covers the placement and goes on for the rule's days.
with placed as (
    select
        *,
        {{ rule('verification_window_days', 'integer', 'placed_on') }} as window_days
    from {{ ref('int_workers__placed') }}
),

spells as (
    select * from {{ ref('int_persons__employment_spells') }}
),

proofs as (
    select
        placed.person, placed.programme_year,
        spells.started_on, spells.event_source, spells.event_id, spells.seq as proof_seq,
        case spells.proof when 'business' then 'business_registration' else 'insurance' end as proof
    from placed
    inner join spells on placed.person = spells.person
    where
        (
            placed.channel = 'self_employment'
            and spells.proof = 'business'
            and spells.started_on between placed.rostered_on and placed.placed_on + placed.window_days
        )
        or (
            placed.channel in ('welfare_post', 'external_employment')
            and spells.proof = 'insurance'
            and spells.is_new
            and spells.started_on between placed.placed_on - placed.window_days and placed.placed_on + placed.window_days
        )
        or (
            placed.channel in ('internal_retirement', 'retraining_transfer', 'enterprise_transformation')
            and spells.proof = 'insurance'
            and spells.started_on <= placed.placed_on
            and coalesce(spells.ended_on, date '9999-12-31') > placed.placed_on + placed.window_days
        )
)

select
    placed.*,
    proofs.proof,
    proofs.proof_seq
from placed
inner join proofs on placed.person = proofs.person and placed.programme_year = proofs.programme_year
qualify row_number() over (
    partition by placed.person, placed.programme_year
    order by proofs.started_on, proofs.event_source, proofs.event_id
) = 1
