-- One row per ground on which a touched person may receive benefits: since when, and until when if it ends.
-- Rule: which item which ground gives is said by the rule packs (`entitled_on.<item>`). Grounds of work, of training, of being out of
-- work and of insured unemployment, and: a business of one's own while it runs (商洛市政府办 2012-06-01 三 自主创业的); a graduate registered as in hardship, until his cohort ends (鸡西市 2018-05-22 四(十一)); a first business that has lasted (三(九)); a
-- veteran's first business outside an incubation base (辽政办发〔2016〕75号 五(十三) 没有进入孵化基地而自行租赁场地首次创业).
with graduates as (
    {{ standing_of_touched(ref('stg_registration__graduate_registered'), {
        'city': 'varchar', 'graduated_at': 'date', 'is_in_hardship': 'boolean',
    }) }}
),

veterans as (
    {{ standing_of_touched(ref('stg_registration__veteran_registered'), {'discharged_at': 'date'}) }}
),

supported as (
    {{ standing_of_touched(ref('stg_service__startup_supported'), {'kind': 'varchar'}) }}
),

incubated as (
    select person, min(happened_on) as incubated_on
    from supported
    where kind = 'incubation'
    group by person
)

select * from {{ ref('int_persons__grounds_of_work') }}
union all
select * from {{ ref('int_persons__grounds_of_training') }}
union all
select * from {{ ref('int_persons__out_of_work') }}
union all
select
    'insured_unemployed' as ground,
    seq, event_source, event_id, person, city, since_on, until_on
from {{ ref('int_persons__insured_unemployed') }}
union all
select
    'own_business' as ground,
    seq, event_source, event_id, person, city, opened_on as since_on, closed_on as until_on
from {{ ref('int_persons__businesses_run') }}
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
    'veteran_first_business' as ground,
    businesses.seq, businesses.event_source, businesses.event_id, businesses.person, businesses.city,
    businesses.opened_on as since_on, least(businesses.closed_on, incubated.incubated_on) as until_on
from {{ ref('int_persons__businesses_run') }} as businesses
left join incubated on businesses.person = incubated.person
where
    businesses.is_first
    and exists (
        select 1
        from veterans
        where veterans.person = businesses.person and veterans.discharged_at <= businesses.opened_on
    )
