-- One row per compensation owed or paid to a touched person, and what it does to the sum outstanding.
-- 经济补偿应付、已付、未付 (劳动合同法 46, 47; 冀人社发〔2018〕38号 六 风险点). What is paid beyond what the enterprise owes
-- him does not lower what others are owed.
with owed as (
    select * from {{ ref('int_persons__compensation_owed') }}
),

paid as (
    {{ standing_of_touched(ref('stg_enterprise__compensation_paid'), {
        'city': 'varchar', 'enterprise': 'varchar', 'kind': 'varchar', 'amount_yuan': 'decimal(18, 4)',
    }) }}
),

owed_in_all as (
    select person, enterprise, sum(owed_yuan) as owed_yuan
    from owed
    group by person, enterprise
),

settled as (
    select
        paid.*,
        owed_in_all.owed_yuan,
        sum(paid.amount_yuan) over (
            partition by paid.person, paid.enterprise
            order by paid.happened_on, paid.event_source, paid.event_id
            rows between unbounded preceding and current row
        ) as paid_so_far
    from paid
    left join owed_in_all on paid.person = owed_in_all.person and paid.enterprise = owed_in_all.enterprise
    where paid.kind = 'economic'
),

posted as (
    select
        person, city, seq, ended_on as day, 'compensation_owed' as metric, owed_yuan as amount,
        json_object('is_capped', is_capped) as dimensions
    from owed
    union all
    select
        person, city, seq, ended_on as day, 'compensation_outstanding' as metric, owed_yuan as amount,
        json_object('flow', 'in') as dimensions
    from owed
    union all
    select
        person, city, seq, happened_on as day, 'compensation_paid' as metric, amount_yuan as amount, '{}' as dimensions
    from settled
    union all
    select
        person, city, seq, happened_on as day, 'compensation_outstanding' as metric,
        least(paid_so_far - amount_yuan, owed_yuan) - least(paid_so_far, owed_yuan) as amount,
        json_object('flow', 'out') as dimensions
    from settled
    where paid_so_far - amount_yuan < owed_yuan
)

select
    metric,
    city,
    {{ reporting_month('compensation', 'day') }} as period,
    person as subject,
    seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }} or metric = 'compensation_outstanding'
