-- One row per touched enterprise and day for which it told how many work there.
-- Rule (辽政办发〔2016〕75号 一(一) 职工总数, read as in A4): what the enterprise said last before the first separation. Its own report of a layoff
-- says it for the day before that; of two told for one day the later counts.
with listed as (
    {{ standing_of_enterprises(ref('stg_enterprise__enterprise_listed'), {'enterprise': 'varchar', 'headcount': 'integer'}) }}
),

rostered as (
    {{ standing_of_enterprises(ref('stg_enterprise__roster_filed'), {'enterprise': 'varchar', 'headcount': 'integer'}) }}
),

monitored as (
    {{ standing_of_enterprises(ref('stg_enterprise__monitoring_reported'), {'enterprise': 'varchar', 'end_persons': 'integer'}) }}
),

reported as (
    {{ standing_of_enterprises(ref('stg_enterprise__layoff_reported'), {
        'enterprise': 'varchar', 'headcount': 'integer', 'first_separation_at': 'date',
    }) }}
),

told as (
    select enterprise, headcount, cast(effective_at as date) as told_on, effective_at, event_source, event_id from listed
    union all
    select enterprise, headcount, cast(effective_at as date) as told_on, effective_at, event_source, event_id from rostered
    union all
    select enterprise, end_persons as headcount, cast(effective_at as date) as told_on, effective_at, event_source, event_id
    from monitored
    union all
    select enterprise, headcount, first_separation_at - 1 as told_on, effective_at, event_source, event_id from reported
)

select
    enterprise,
    told_on,
    arg_max(headcount, (effective_at, event_source, event_id)) as headcount
from told
group by enterprise, told_on
