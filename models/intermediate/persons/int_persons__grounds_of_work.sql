-- One row per ground for benefits that a touched person's work at an employer gives.
-- Rule: work taken up in hardship, and such work at an enterprise that absorbs him (辽政办发〔2016〕75号 三(九)); a member of a
-- poverty-listed household whom an enterprise has employed for the rule's months (鸡西市 2018-05-22 三(九) 每吸纳1名建档立卡贫困家庭劳动力
-- 稳定就业1年以上); a graduate newly hired in the year of graduation by a small or micro enterprise, for the rule's months at
-- most (一(三) 小微企业新招用毕业年度高校毕业生); a graduate's work taken up while he sought it (商洛市政府办 2012-06-01 三).
with spells as (
    select * from {{ ref('int_persons__employment_spells') }}
),

poverty_listed as (
    {{ standing_of_touched(ref('stg_registration__household_recognised'), {'kind': 'varchar'}) }}
),

graduates as (
    {{ standing_of_touched(ref('stg_registration__graduate_registered'), {'graduated_at': 'date'}) }}
),

registrations as (
    {{ standing_of_touched(ref('stg_registration__employment_registered'), {'enterprise_size': 'varchar'}) }}
),

absorbed as (
    select
        *,
        cast(started_on + to_months({{
            rule('poverty_absorption_months', 'integer', 'spells.started_on', 'spells.city')
        }}) as date) as lasted_on
    from spells
    where
        enterprise is not null and proof <> 'business'
        and exists (
            select 1
            from poverty_listed
            where
                poverty_listed.person = spells.person
                and poverty_listed.kind = 'poverty_listed'
                and poverty_listed.happened_on <= spells.started_on
        )
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
    'absorbed_from_poverty' as ground,
    seq, event_source, event_id, person, city, lasted_on as since_on, cast(null as date) as until_on
from absorbed
where lasted_on <= coalesce(ended_on, date '9999-12-31')
union all
select
    'graduate_at_small_enterprise' as ground,
    spells.seq, spells.event_source, spells.event_id, spells.person, spells.city, spells.started_on as since_on,
    least(spells.ended_on, cast(spells.started_on + to_months({{
        rule('graduate_insurance_subsidy_months', 'integer', 'spells.started_on', 'spells.city')
    }}) as date)) as until_on
from spells
inner join registrations on spells.seq = registrations.seq
where
    spells.is_new and registrations.enterprise_size in ('small', 'micro')
    and exists (
        select 1
        from graduates
        where graduates.person = spells.person and year(graduates.graduated_at) = year(spells.started_on)
    )
union all
select
    'graduate_employed' as ground,
    spells.seq, spells.event_source, spells.event_id, spells.person, spells.city,
    spells.started_on as since_on, spells.ended_on as until_on
from spells
where exists (
    select 1
    from {{ ref('int_persons__graduates') }} as seeking
    where
        seeking.person = spells.person
        and spells.started_on >= seeking.seeking_on and spells.started_on < seeking.cohort_ended_on
)
