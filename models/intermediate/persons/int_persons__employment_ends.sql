-- One row per event that ends employment of a touched person: at one enterprise, or altogether.
-- Rule: leaving the insured, the registered end of employment (就业服务与就业管理规定 62), the end of the labour relation, a
-- transfer away and the deregistration of one's own business (but for a merger) end the spell at that enterprise; registering
-- as unemployed, drawing the pension and death end every spell (人社厅发〔2020〕3号). Enterprise '' is work without an employer.
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

unregistered as (
    {{ standing_of_touched(ref('stg_registration__employment_ended'), {'enterprise': 'varchar', 'reason': 'varchar'}) }}
),

owned as (
    {{ standing_of_touched(ref('stg_registration__business_registered'), {'enterprise': 'varchar'}) }}
),

owners as (
    select person, enterprise
    from owned
    group by person, enterprise
),

closed as (
    {{ standing_of_cities(ref('stg_registration__business_deregistered'), {'enterprise': 'varchar', 'reason': 'varchar'}) }}
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
union all
select
    seq, event_source, event_id, person, happened_on as ended_on, coalesce(enterprise, '') as enterprise,
    case when reason in ('retired', 'died') then 'leaves_labour' else 'unregistered' end as kind
from unregistered
union all
select
    closed.seq, closed.event_source, closed.event_id, owners.person, cast(closed.effective_at as date) as ended_on,
    closed.enterprise, 'closed' as kind
from closed
inner join owners on closed.enterprise = owners.enterprise
where closed.reason <> 'merged'
