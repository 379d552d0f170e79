-- One row per placement that another source proves or a check refutes, with the event that does so.
-- Rule (冀人社发〔2018〕38号 三): placements are checked on the spot, by phone, by insurance, by vouchers of employment or by payroll; any one
-- proof will do. A recorded check (proof.*) speaks of the placement whose report it names, else of the last one before it; the last
-- decided check outweighs insurance where the rule says so. Without a check: own business: a business registered. Welfare post and
-- work elsewhere: insurance starts about the placement. Inside the enterprise: an insured spell covers it for the rule's days.
with placed as (
    select
        *,
        {{ rule('verification_window_days', 'integer', 'placed_on') }} as window_days
    from {{ ref('int_workers__placed') }}
),

spells as (
    select * from {{ ref('int_persons__employment_spells') }}
),

checks as (
    {{ standing_of_touched(ref('stg_service__verification_recorded'), {
        'claim': 'varchar', 'proof': 'varchar', 'result': 'varchar', 'target_source': 'varchar', 'target_id': 'varchar',
    }) }}
),

checked as (
    select
        placed.person, placed.programme_year, checks.seq as check_seq, checks.proof, checks.result,
        {{ rule('check_outweighs_insurance', 'boolean', 'checks.happened_on') }} as outweighs
    from placed
    inner join checks
        on placed.person = checks.person
        and placed.placed_on <= checks.happened_on
        and checks.claim = 'placement'
        and checks.result in ('confirmed', 'refuted')
    where
        (
            (checks.target_source = placed.event_source and checks.target_id = placed.event_id)
            or (
                checks.target_id is null
                and placed.placed_on = (
                    select max(latest.placed_on) from placed as latest
                    where latest.person = checks.person and latest.placed_on <= checks.happened_on
                )
            )
        )
        and exists (
            select 1 from {{ ref('rules') }} as r
            where
                r.rule = 'proof.' || checks.proof and r.city = '{{ var("province") }}'
                and checks.happened_on between r.valid_from and r.valid_to
        )
    qualify row_number() over (
        partition by placed.person, placed.programme_year
        order by checks.happened_on desc, checks.event_source desc, checks.event_id desc
    ) = 1
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
),

first_proof as (
    select * from proofs
    qualify row_number() over (
        partition by person, programme_year
        order by started_on, event_source, event_id
    ) = 1
)

select
    placed.*,
    coalesce(first_proof.proof_seq is null or (checked.result = 'refuted' and checked.outweighs), false) as is_by_check,
    if(is_by_check, checked.proof, first_proof.proof) as proof,
    if(is_by_check, checked.check_seq, first_proof.proof_seq) as proof_seq,
    is_by_check and checked.result = 'refuted' as is_refuted
from placed
left join checked on placed.person = checked.person and placed.programme_year = checked.programme_year
left join first_proof on placed.person = first_proof.person and placed.programme_year = first_proof.programme_year
where checked.check_seq is not null or first_proof.proof_seq is not null
