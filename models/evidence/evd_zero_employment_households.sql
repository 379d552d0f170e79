-- One row per household and what it adds: recognised, cleared, with days, in time by work, standing (±1), overdue (±1).
-- 零就业家庭动态清零 (就业促进法 56; 辽政办发〔2016〕75号 三(九); 冀人社发〔2018〕38号 四). A household not cleared by the day
-- after the rule's last is overdue from then on; that is posted ahead, for the month to come (docs/adr/0020).
with spells as (
    select * from {{ ref('int_households__spells') }}
),

posted as (
    select
        household, city, 'households_recognised' as metric, recognised_on as day, seq as event_seq, 1 as amount,
        json_object('kind', kind) as dimensions
    from spells
    union all
    select
        household, city, 'households_cleared' as metric, cleared_on as day, cleared_by_seq as event_seq, 1 as amount,
        json_object('kind', kind, 'reason', reason) as dimensions
    from spells
    where cleared_on is not null
    union all
    select
        household, city, 'household_days_to_clear' as metric, cleared_on as day, cleared_by_seq as event_seq, cleared_on - recognised_on as amount,
        json_object('kind', kind) as dimensions
    from spells
    where cleared_on is not null
    union all
    select
        household, city, 'households_employed_in_time' as metric, cleared_on as day, cleared_by_seq as event_seq, 1 as amount,
        json_object('kind', kind) as dimensions
    from spells
    where reason = 'member_employed' and cleared_on <= due_on
    union all
    select
        household, city, 'zero_employment_households' as metric, recognised_on as day, seq as event_seq, 1 as amount,
        json_object('flow', 'in', 'kind', kind) as dimensions
    from spells
    union all
    select
        household, city, 'zero_employment_households' as metric, cleared_on as day, cleared_by_seq as event_seq, -1 as amount,
        json_object('flow', 'out', 'kind', kind) as dimensions
    from spells
    where cleared_on is not null
    union all
    select
        household, city, 'households_overdue' as metric, due_on + 1 as day, seq as event_seq, 1 as amount,
        json_object('flow', 'in', 'kind', kind) as dimensions
    from spells
    where coalesce(cleared_on, date '9999-12-31') > due_on + 1
    union all
    select
        household, city, 'households_overdue' as metric, cleared_on as day, cleared_by_seq as event_seq, -1 as amount,
        json_object('flow', 'out', 'kind', kind) as dimensions
    from spells
    where cleared_on > due_on + 1
)

select
    metric,
    city,
    {{ reporting_month('zero_employment_households', 'day') }} as period,
    household as subject,
    event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }} or metric in ('zero_employment_households', 'households_overdue')
