-- One row per event that starts an employment spell of a touched person.
-- Rule (劳社部发〔2004〕9号; 长春市 2020-06-29 通知): a hire, first or resumed insurance and an own business start new
-- employment; a transfer (调入) and a renewed contract go on with the old: they open a spell but never count.
with registrations as (
    {{ standing_of_touched(ref('stg_registration__employment_registered'), {
        'city': 'varchar', 'enterprise': 'varchar', 'employment_type': 'varchar', 'is_urban': 'boolean',
        'is_renewal': 'boolean',
    }) }}
),

insured as (
    {{ standing_of_touched(ref('stg_insurance__insurance_started'), {
        'city': 'varchar', 'enterprise': 'varchar', 'insurance': 'varchar', 'reason': 'varchar',
    }) }}
),

transferred as (
    {{ standing_of_touched(ref('stg_insurance__insurance_transferred'), {
        'city': 'varchar', 'enterprise': 'varchar', 'insurance': 'varchar',
    }) }}
),

businesses as (
    {{ standing_of_touched(ref('stg_registration__business_registered'), {
        'city': 'varchar', 'enterprise': 'varchar',
    }) }}
),

starts as (
    select
        seq, event_source, event_id, person, happened_on, city, enterprise,
        'insurance' as proof, 1 as proof_rank, reason <> 'transfer_in' as is_new, true as is_urban
    from insured
    where insurance = {{ rule('employment_insurance', 'varchar', 'happened_on') }}
    union all
    select
        seq, event_source, event_id, person, happened_on, city, enterprise,
        'insurance' as proof, 1 as proof_rank, false as is_new, true as is_urban
    from transferred
    where insurance = {{ rule('employment_insurance', 'varchar', 'happened_on') }}
    union all
    select
        seq, event_source, event_id, person, happened_on, city, enterprise,
        'registration' as proof, 2 as proof_rank, not is_renewal as is_new, is_urban
    from registrations
    union all
    select
        seq, event_source, event_id, person, happened_on, city, enterprise,
        'business' as proof, 3 as proof_rank, true as is_new, true as is_urban
    from businesses
)

select
    seq,
    event_source,
    event_id,
    person,
    happened_on as started_on,
    city,
    enterprise,
    proof,
    proof_rank,
    is_new,
    is_urban
from starts
