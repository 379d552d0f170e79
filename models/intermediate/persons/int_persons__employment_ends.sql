-- One row per event that ends employment of a touched person: at one enterprise, or altogether.
-- Rule: leaving the insured, the end of the labour relation and a transfer away end the spell at that enterprise;
-- registering as unemployed, drawing the pension and death end every spell (人社厅发〔2020〕3号).
with uninsured as (
    {{ standing_of_touched(ref('stg_insurance__insurance_ended'), {
        'enterprise': 'varchar', 'insurance': 'varchar', 'reason': 'varchar',
    }) }}
),

transferred as (
    {{ standing_of_touched(ref('stg_insurance__insurance_transferred'), {
        'from_enterprise': 'varchar', 'insurance': 'varchar',
    }) }}
),

separated as (
    {{ standing_of_touched(ref('stg_enterprise__labour_relation_ended'), {'enterprise': 'varchar'}) }}
),

unemployed as (
    {{ standing_of_touched(ref('stg_registration__unemployment_registered'), {'city': 'varchar'}) }}
),

pensioned as (
    {{ standing_of_touched(ref('stg_insurance__pension_started'), {'city': 'varchar'}) }}
),

died as (
    {{ standing_of_touched(ref('stg_insurance__death_recorded'), {'city': 'varchar'}) }}
)

select
    seq, event_source, event_id, person, happened_on as ended_on, enterprise,
    case when reason in ('retire', 'death') then 'leaves_labour' else 'uninsured' end as kind
from uninsured
where insurance = {{ rule('employment_insurance', 'varchar', 'happened_on') }}
union all
select seq, event_source, event_id, person, happened_on as ended_on, from_enterprise as enterprise, 'transferred' as kind
from transferred
where insurance = {{ rule('employment_insurance', 'varchar', 'happened_on') }}
union all
select seq, event_source, event_id, person, happened_on as ended_on, enterprise, 'separated' as kind
from separated
union all
select seq, event_source, event_id, person, happened_on as ended_on, null as enterprise, 'unemployed' as kind
from unemployed
union all
select seq, event_source, event_id, person, happened_on as ended_on, null as enterprise, 'pensioned' as kind
from pensioned
union all
select seq, event_source, event_id, person, happened_on as ended_on, null as enterprise, 'died' as kind
from died
