-- One row per worker placed by internal retirement earlier than the rule allows, with the months still to his statutory age.
-- Rule (辽政办发〔2016〕75号 四(十一); A8): within five years of the statutory retirement age of sex and post, to the month, as it
-- stands on the day of the retirement: from 2025 it moves one month for every so many months of birth, up to a limit.
-- A woman whose post is not known is judged by the earlier age, a special post not at all: only certain cases are warned of.
with placed as (
    select
        placed.*,
        in_scope.retirement_post,
        case {{ rule('internal_retirement_age_on', 'varchar', 'placed.placed_on') }}
            when 'roster_day' then placed.rostered_on
            else placed.placed_on
        end as judged_on
    from {{ ref('int_workers__placed') }} as placed
    inner join {{ ref('int_workers__in_scope') }} as in_scope
        on placed.person = in_scope.person and placed.programme_year = in_scope.programme_year
    where placed.channel = 'internal_retirement' and in_scope.retirement_post is distinct from 'special'
),

judged as (
    select
        placed.*,
        born.birth_month,
        case
            when born.sex = '1' then 'man'
            when placed.retirement_post = 'cadre' then 'woman_cadre'
            else 'woman_worker'
        end as age_group
    from placed
    inner join {{ ref('int_persons__born') }} as born on placed.person = born.person
),

rules as (
    select * from {{ ref('rules') }}
    where city = '{{ var("province") }}'
),

original as (
    select
        judged.*,
        cast(judged.birth_month + to_months(cast(age.value as integer)) as date) as original_month,
        cast(step.value as integer) as step_months,
        cast(longest.value as integer) as max_months,
        {{ rule('retirement_reform_starts_on', 'date', 'judged.judged_on') }} as reform_starts_on
    from judged
    inner join rules as age
        on age.rule = 'retirement_age_months.' || judged.age_group
        and judged.judged_on between age.valid_from and age.valid_to
    inner join rules as step
        on step.rule = 'retirement_delay_step_months.' || judged.age_group
        and judged.judged_on between step.valid_from and step.valid_to
    inner join rules as longest
        on longest.rule = 'retirement_delay_max_months.' || judged.age_group
        and judged.judged_on between longest.valid_from and longest.valid_to
),

aged as (
    select
        *,
        case
            when judged_on < reform_starts_on or original_month < reform_starts_on then 0
            else least(max_months, datediff('month', reform_starts_on, original_month) // step_months + 1)
        end as delay_months
    from original
),

remaining as (
    select
        *,
        datediff('month', date_trunc('month', judged_on), original_month) + delay_months as months_left,
        12 * {{ rule('internal_retirement_years', 'integer', 'judged_on') }} as months_allowed,
        {{ rule('internal_retirement_includes_limit', 'boolean', 'judged_on') }} as includes_limit
    from aged
)

select
    person,
    programme_year,
    city,
    seq,
    placed_on,
    months_left
from remaining
where months_left > months_allowed or (months_left = months_allowed and not includes_limit)
