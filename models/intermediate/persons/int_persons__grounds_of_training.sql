-- One row per ground for benefits that a course finished, an internship or a certificate gives a touched person.
-- Rule: a course finished while out of work, or one of rural workers for work elsewhere (商洛市政府办 2012-06-01 三); a course and a contract of the
-- rule's months with an employer, signed before the course or within the months in which training is judged after it (鸡西市
-- 2018-05-22 五(十七) 与培训学员签订6个月以上劳动合同); a pre-post course of a graduate at a small enterprise (一(三)); an internship (四(十一)); in the year of a
-- certificate, who then works for an employer and has the rule's years of unemployment insurance (五(十七) 参加失业保险3年以上、当年取证).
with courses as (
    select
        *,
        cast(happened_on + to_months({{
            rule('training_conversion_months', 'integer', 'completed.happened_on')
        }}) as date) as used_until
    from ({{ standing_of_touched(ref('stg_service__training_completed'), {'city': 'varchar', 'kind': 'varchar'}) }}) as completed
),

contracts as (
    select *
    from ({{ standing_of_touched(ref('stg_registration__employment_registered'), {
        'city': 'varchar', 'enterprise': 'varchar', 'contract_months': 'integer',
    }) }}) as registered
    where
        enterprise is not null
        and contract_months >= {{ rule('training_contract_months', 'integer', 'registered.happened_on', 'registered.city') }}
),

certificates as (
    select
        *,
        12 * {{ rule('skill_upgrade_insured_years', 'integer', 'issued.happened_on', 'issued.city') }} as insured_months
    from ({{ standing_of_touched(ref('stg_service__certificate_issued'), {'city': 'varchar'}) }}) as issued
),

internships as (
    {{ standing_of_touched(ref('stg_service__internship_started'), {'city': 'varchar', 'term_months': 'integer'}) }}
)

select
    'trained_out_of_work' as ground,
    seq, event_source, event_id, person, city, happened_on as since_on, cast(null as date) as until_on
from courses
where exists (
    select 1
    from {{ ref('int_persons__out_of_work') }} as seeking
    where
        seeking.person = courses.person
        and courses.happened_on between seeking.since_on and coalesce(seeking.until_on, date '9999-12-31')
)
union all
select
    'trained_for_transfer' as ground,
    seq, event_source, event_id, person, city, happened_on as since_on, cast(null as date) as until_on
from courses
where kind = 'rural_transfer'
union all
select
    'on_internship' as ground,
    seq, event_source, event_id, person, city, happened_on as since_on,
    cast(happened_on + to_months(term_months) as date) as until_on
from internships
union all
select
    'trained_under_contract' as ground,
    contracts.seq, contracts.event_source, contracts.event_id, contracts.person, contracts.city,
    greatest(any_value(contracts.happened_on), min(courses.happened_on)) as since_on, cast(null as date) as until_on
from contracts
inner join courses
    on contracts.person = courses.person
    and contracts.happened_on <= courses.used_until
    and courses.happened_on <= cast(contracts.happened_on + to_months(contracts.contract_months) as date)
group by all
union all
select
    'trained_at_small_enterprise' as ground,
    seq, event_source, event_id, person, city, happened_on as since_on, cast(null as date) as until_on
from courses
where
    kind = 'pre_post'
    and exists (
        select 1
        from {{ ref('int_persons__grounds_of_work') }} as work
        where
            work.person = courses.person
            and work.ground = 'graduate_at_small_enterprise'
            and courses.happened_on between work.since_on and coalesce(work.until_on, date '9999-12-31')
    )
union all
select
    'certified_and_insured' as ground,
    seq, event_source, event_id, person, city, happened_on as since_on,
    make_date(year(happened_on) + 1, 1, 1) as until_on
from certificates
where
    exists (
        select 1
        from {{ ref('int_persons__employment_spells') }} as spells
        where
            spells.person = certificates.person
            and spells.enterprise is not null and spells.proof <> 'business'
            and spells.started_on <= certificates.happened_on
            and coalesce(spells.ended_on, date '9999-12-31') > certificates.happened_on
    )
    and exists (
        select 1
        from {{ ref('int_persons__insured_months') }} as insured
        where
            insured.person = certificates.person
            and insured.month <= certificates.happened_on
            and insured.paid_months >= certificates.insured_months
    )
