-- One row per person or gathering that tells of mass unemployment or unrest at a touched enterprise.
-- 规模性失业和重大群体性事件 (冀人社发〔2018〕38号 一、六). Signs are leads for whoever prevents, not verdicts on the enterprise.
with crowd as (
    select * from {{ ref('int_enterprises__mass_unemployed') }}
),

incidents as (
    {{ standing_of_enterprises(ref('stg_enterprise__incident_reported'), {
        'enterprise': 'varchar', 'city': 'varchar', 'kind': 'varchar', 'cause': 'varchar', 'persons': 'integer',
    }) }}
),

dated as (
    select
        *,
        cast(effective_at as date) as day,
        json_object('kind', kind, 'cause', cause, 'persons', persons) as dimensions
    from incidents
),

posted as (
    select
        'mass_unemployment_signs' as metric, city, enterprise, seq, registered_on as day,
        json_object('is_mass', is_mass) as dimensions
    from crowd
    union all
    select 'mass_unemployment_cases' as metric, city, enterprise, seq, registered_on as day, '{}' as dimensions from crowd
    where begins_case
    union all
    select 'unrest_signs' as metric, city, enterprise, seq, day, dimensions from dated
    union all
    select 'major_incidents' as metric, city, enterprise, seq, day, dimensions from dated
    where persons >= {{ rule('major_incident_persons', 'integer', 'day') }}
)

select
    metric,
    city,
    {{ reporting_month('social_risks', 'day') }} as period,
    enterprise as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
