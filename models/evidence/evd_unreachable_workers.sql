-- One row per worker in scope who could not be reached (touched persons) and what it adds: found so, filed, standing (±1).
-- 联系不上的职工与核查备案 (冀人社发〔2018〕38号 三).
with spells as (
    select * from {{ ref('int_workers__unreachable') }}
),

posted as (
    select
        person, city, seq, since_on as day, 1 as amount, 'unreachable_found' as metric,
        json_object('programme_year', programme_year) as dimensions
    from spells
    union all
    select
        person, city, filed_by_seq as seq, filed_on as day, 1 as amount, 'unreachable_filed' as metric,
        json_object('programme_year', programme_year) as dimensions
    from spells
    where filed_on is not null
    union all
    select
        person, city, seq, since_on as day, 1 as amount, 'unreachable_workers' as metric,
        json_object('flow', 'in', 'programme_year', programme_year) as dimensions
    from spells
    union all
    select
        person, city, reached_by_seq as seq, until_on as day, -1 as amount, 'unreachable_workers' as metric,
        json_object('flow', 'out', 'programme_year', programme_year) as dimensions
    from spells
    where reached_by_seq is not null
)

select
    metric,
    city,
    {{ reporting_month('unreachable_workers', 'day') }} as period,
    person as subject,
    seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }} or metric = 'unreachable_workers'
