-- One row per ground on which a touched person may receive benefits: since when, and until when if it ends.
-- Rule: which item which ground gives is said by the rule packs (`entitled_on.<item>`). Grounds: work taken up in hardship,
-- and such work at an enterprise that absorbs him (辽政办发〔2016〕75号 三(九)); a graduate registered as in hardship, until his cohort ends (鸡西市 2018-05-22 四(十一)); a first business
-- that has lasted (鸡西市 三(九)); a course finished while registered unemployed or in hardship (商洛市政府办 2012-06-01 三).
with graduates as (
    {{ standing_of_touched(ref('stg_registration__graduate_registered'), {
        'city': 'varchar', 'graduated_at': 'date', 'is_in_hardship': 'boolean',
    }) }}
),

courses as (
    {{ standing_of_touched(ref('stg_service__training_completed'), {'city': 'varchar'}) }}
),

out_of_work as (
    select person, registered_on as since_on, closed_on as until_on from {{ ref('int_persons__unemployment_spells') }}
    union all
    select person, certified_on as since_on, exited_on as until_on from {{ ref('int_persons__hard_to_employ') }}
)

select
    'employed_in_hardship' as ground,
    seq, event_source, event_id, person, city, started_on as since_on, ended_on as until_on
from {{ ref('int_persons__employed_in_hardship') }}
union all
select
    'absorbed_in_hardship' as ground,
    seq, event_source, event_id, person, city, started_on as since_on, ended_on as until_on
from {{ ref('int_persons__employed_in_hardship') }}
where is_absorbed
union all
select
    'graduate_in_hardship' as ground,
    seq, event_source, event_id, person, city, happened_on as since_on,
    make_date(
        year(graduated_at) + 1, {{ rule('graduate_cohort_starts_in_month', 'integer', 'happened_on') }}, 1
    ) as until_on
from graduates
where is_in_hardship
union all
select
    'first_business_lasted' as ground,
    seq, event_source, event_id, person, city, lasted_on as since_on, cast(null as date) as until_on
from {{ ref('int_persons__first_business_lasted') }}
union all
select
    'trained_out_of_work' as ground,
    seq, event_source, event_id, person, city, happened_on as since_on, cast(null as date) as until_on
from courses
where exists (
    select 1
    from out_of_work
    where
        out_of_work.person = courses.person
        and courses.happened_on between out_of_work.since_on and coalesce(out_of_work.until_on, date '9999-12-31')
)
