-- One row per end of a person's insurance at a touched enterprise for a reason that may be a layoff.
-- Rule (辽政办发〔2016〕75号 一(一)): the reasons are layoff_lead_reason; who retires, dies or is transferred away is not laid off.
-- Enterprises with fewer ends in all than the least number that makes a lead or a sign are left out, as they can make none.
with ended as (
    {{ standing_of_enterprises(ref('stg_insurance__insurance_ended'), {
        'subject': 'varchar', 'enterprise': 'varchar', 'city': 'varchar', 'insurance': 'varchar', 'reason': 'varchar',
    }) }}
),

merged as (
    select * from {{ ref('int_persons__merged') }}
),

crowded as (
    select enterprise
    from ended
    group by enterprise
    having count(*) >= (
        select min(cast(value as integer)) from {{ ref('rules') }}
        where rule in ('layoff_lead_min_persons', 'mass_unemployment_sign_persons')
    )
),

leavers as (
    select
        ended.seq,
        ended.event_source,
        ended.event_id,
        ended.enterprise,
        ended.city,
        coalesce(merged.person, ended.subject) as person,
        cast(ended.effective_at as date) as left_on
    from ended
    inner join crowded on ended.enterprise = crowded.enterprise
    inner join {{ ref('rules') }} as reasons
        on reasons.city = '{{ var("province") }}' and reasons.rule = 'layoff_lead_reason.' || ended.reason
        and cast(ended.effective_at as date) between reasons.valid_from and reasons.valid_to
    left join merged on ended.subject = merged.token
    where ended.insurance = {{ rule('employment_insurance', 'varchar', 'cast(ended.effective_at as date)') }}
)

select * from leavers
