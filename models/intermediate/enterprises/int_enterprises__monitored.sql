-- One row per touched enterprise and month of the unemployment monitoring panel, as last reported.
-- Rule (人社部发〔2009〕152号; 失业动态监测工作手册): a later report of a month replaces the one before. Those who moved bodily to a
-- successor (整体划转) neither lost a job nor are still there: they leave the base as they leave the reductions, so that base,
-- hired, reduced and end are of one body of people.
with reported as (
    {{ standing_of_enterprises(ref('stg_enterprise__monitoring_reported'), {
        'enterprise': 'varchar', 'city': 'varchar', 'month': 'varchar', 'base_persons': 'integer',
        'hired_persons': 'integer', 'reduced_persons': 'integer', 'end_persons': 'integer',
        'hidden_unemployed_persons': 'integer', 'reduced_by_employer_persons': 'integer',
        'reduced_by_worker_persons': 'integer', 'reduced_by_expiry_persons': 'integer',
        'reduced_otherwise_persons': 'integer', 'moved_persons': 'integer', 'industry': 'varchar',
        'ownership': 'varchar', 'size': 'varchar', 'is_giant': 'boolean', 'operating_state': 'varchar',
        'average_wage_yuan': 'decimal(18, 4)',
    }) }}
),

last_reported as (
    select
        *,
        cast(month || '-01' as date) as reported_month
    from reported
    qualify row_number() over (
        partition by enterprise, month
        order by effective_at desc, event_source desc, event_id desc
    ) = 1
)

select
    seq,
    enterprise,
    city,
    reported_month as month,
    base_persons - coalesce(moved_persons, 0) as base_persons,
    hired_persons,
    reduced_persons,
    coalesce(moved_persons, 0) as moved_persons,
    end_persons,
    hidden_unemployed_persons,
    coalesce(reduced_by_employer_persons, 0) as employer_persons,
    coalesce(reduced_by_worker_persons, 0) as worker_persons,
    coalesce(reduced_by_expiry_persons, 0) as expiry_persons,
    coalesce(reduced_otherwise_persons, 0) as otherwise_persons,
    reduced_persons - coalesce(reduced_by_employer_persons, 0) - coalesce(reduced_by_worker_persons, 0)
    - coalesce(reduced_by_expiry_persons, 0) - coalesce(reduced_otherwise_persons, 0) as untold_persons,
    industry,
    ownership,
    size,
    operating_state,
    average_wage_yuan,
    case {{ rule('giant_enterprise_is', 'varchar', 'reported_month', 'city') }}
        when 'as_reported' then is_giant
        else last_reported.base_persons >= {{ rule('giant_enterprise_persons', 'integer', 'reported_month', 'city') }}
    end as is_giant
from last_reported
