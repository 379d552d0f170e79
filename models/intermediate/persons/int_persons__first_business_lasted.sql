-- One row per touched person in hardship or with a degree whose first business has lasted as long as the start-up subsidy asks.
-- Rule (鸡西市 2018-05-22 三(九) 首次创办小微企业或从事个体经营并正常经营1年以上的高校毕业生、就业困难人员): his first business, not deregistered (a
-- merger is no end) before the rule's months are over; on the day he registered it he was on the list of the hard to employ,
-- or had been registered as a graduate.
with businesses as (
    {{ standing_of_touched(ref('stg_registration__business_registered'), {'city': 'varchar', 'enterprise': 'varchar'}) }}
),

graduates as (
    {{ standing_of_touched(ref('stg_registration__graduate_registered'), {'city': 'varchar'}) }}
),

deregistered as (
    {{ standing_of_cities(ref('stg_registration__business_deregistered'), {
        'enterprise': 'varchar', 'reason': 'varchar',
    }) }}
),

first_businesses as (
    select * from businesses
    qualify row_number() over (partition by person order by happened_on, event_source, event_id) = 1
),

dated as (
    select
        *,
        cast(happened_on + to_months({{
            rule('startup_subsidy_running_months', 'integer', 'firsts.happened_on', 'firsts.city')
        }}) as date) as lasted_on
    from first_businesses as firsts
)

select
    seq,
    event_source,
    event_id,
    person,
    city,
    lasted_on
from dated
where
    lasted_on is not null
    and not exists (
        select 1
        from deregistered
        where
            deregistered.enterprise = dated.enterprise
            and deregistered.reason <> 'merged'
            and cast(deregistered.effective_at as date) >= dated.happened_on
            and cast(deregistered.effective_at as date) < dated.lasted_on
    )
    and (
        exists (
            select 1
            from {{ ref('int_persons__hard_to_employ') }} as hardship
            where
                hardship.person = dated.person
                and hardship.certified_on <= dated.happened_on
                and coalesce(hardship.exited_on, date '9999-12-31') >= dated.happened_on
        )
        or exists (
            select 1
            from graduates
            where graduates.person = dated.person and graduates.happened_on <= dated.happened_on
        )
    )
