-- One row per household that a member's work cleared (touched members) and that falls due to be looked at again; and again if he is at work then.
-- 零就业家庭、低保家庭至少有1人稳定就业 (鸡西市 2018-05-22 四(十五)): asked for where household_employment_is_stable holds; stable is work, insured or
-- one's own, on the day stable_employment_months later (A10). Posted ahead (docs/adr/0020). Who draws the pension or has died by then is not looked at.
with cleared as (
    {{ standing_of_cities(ref('stg_registration__household_cleared'), {'employed_person': 'varchar'}) }}
),

due as (
    select
        households.city,
        households.kind,
        households.cleared_by_seq as seq,
        touched.person,
        cast(
            households.cleared_on
            + to_months({{ rule('stable_employment_months', 'integer', 'households.cleared_on', 'households.city') }}) as date
        ) as due_on
    from {{ ref('int_households__spells') }} as households
    inner join cleared on households.cleared_by_seq = cleared.seq
    inner join {{ ref('int_persons__touched') }} as touched on cleared.employed_person = touched.token
    where
        households.reason = 'member_employed'
        and {{ rule('household_employment_is_stable', 'boolean', 'households.cleared_on', 'households.city') }}
),

looked_at as (
    select due.*
    from due
    left join {{ ref('int_persons__left_labour') }} as left_labour on due.person = left_labour.person
    where coalesce(left_labour.left_on, date '9999-12-31') > due.due_on
),

posted as (
    select 'households_stability_due' as metric, * from looked_at
    union all
    select 'households_stably_employed' as metric, * from looked_at
    where exists (
        select 1
        from {{ ref('int_persons__employment_spells') }} as spells
        where
            spells.person = looked_at.person
            and spells.proof in ('insurance', 'business')
            and spells.started_on <= looked_at.due_on
            and coalesce(spells.ended_on, date '9999-12-31') > looked_at.due_on
    )
)

select
    metric,
    city,
    {{ reporting_month('household_stability', 'due_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind) as dimensions
from posted
where due_on >= {{ rule('ledger_opens_on', 'date', 'due_on') }}
