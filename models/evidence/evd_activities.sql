-- One row per job fair, and per activity of start-up guidance: a lecture, materials, a programme.
-- 现场招聘、网上招聘等多种形式的专场招聘活动 (辽政办发〔2016〕75号 三(十)); 创业指导进企业、进厂区、进矿区 (工商个字〔2016〕138号 二).
-- An activity told again is the same activity.
with held as (
    {{ standing_of_cities(ref('stg_service__activity_held'), {
        'city': 'varchar', 'activity': 'varchar', 'kind': 'varchar', 'venue': 'varchar', 'audience': 'varchar',
        'vacancy_persons': 'integer', 'attended_persons': 'integer',
    }) }}
),

first_told as (
    select
        *,
        cast(effective_at as date) as held_on
    from held
    qualify row_number() over (partition by activity order by effective_at, event_source, event_id) = 1
)

select
    if(kind in ('job_fair', 'online_job_fair'), 'job_fairs_held', 'guidance_activities_held') as metric,
    city,
    {{ reporting_month('activities', 'held_on') }} as period,
    city as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object(
        'activity', activity, 'kind', kind, 'venue', venue, 'audience', audience, 'vacancy_persons', vacancy_persons,
        'attended_persons', attended_persons
    ) as dimensions
from first_told
where held_on >= {{ rule('ledger_opens_on', 'date', 'held_on') }}
