-- One row per touched person in hardship or with a degree whose first business has lasted as long as the start-up subsidy asks.
-- Rule (鸡西市 2018-05-22 三(九) 首次创办小微企业或从事个体经营并正常经营1年以上的高校毕业生、就业困难人员): his first business, not deregistered
-- before the rule's months are over; on the day he registered it he was on the list of the hard to employ, or had been
-- registered as a graduate and had graduated no longer ago than the rule's years (四(十一) 毕业5年内), where it sets any.
with graduates as (
    {{ standing_of_touched(ref('stg_registration__graduate_registered'), {'city': 'varchar', 'graduated_at': 'date'}) }}
),

dated as (
    select
        *,
        cast(opened_on + to_months({{
            rule('startup_subsidy_running_months', 'integer', 'businesses.opened_on', 'businesses.city')
        }}) as date) as lasted_on,
        cast(opened_on - to_years({{
            rule('graduate_support_years', 'integer', 'businesses.opened_on', 'businesses.city')
        }}) as date) as graduated_since
    from {{ ref('int_persons__businesses_run') }} as businesses
    where is_first
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
    and coalesce(closed_on, date '9999-12-31') >= lasted_on
    and (
        exists (
            select 1
            from {{ ref('int_persons__hard_to_employ') }} as hardship
            where
                hardship.person = dated.person
                and hardship.certified_on <= dated.opened_on
                and coalesce(hardship.exited_on, date '9999-12-31') >= dated.opened_on
        )
        or exists (
            select 1
            from graduates
            where
                graduates.person = dated.person
                and graduates.happened_on <= dated.opened_on
                and graduates.graduated_at >= coalesce(dated.graduated_since, date '0001-01-01')
        )
    )
