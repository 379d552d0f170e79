-- One row per finding and what it adds: raised, closed, open (±1), overdue (±1), exemption pleaded, granted, refused.
-- 问题线索 (辽政办发〔2016〕75号 七(十五); 鸡西市 2018-05-22 七(二十三) 容错免责). Neither answered nor closed within its term a finding is overdue from
-- the day after; that is posted ahead (docs/adr/0020). A finding withdrawn as unfounded leaves nothing to exempt.
with findings as (
    select * from {{ ref('int_cities__findings') }}
),

posted as (
    select
        'findings_raised' as metric, city, raised_on as day, seq, 1 as amount,
        json_object('finding', finding, 'kind', kind, 'step', step) as dimensions
    from findings
    union all
    select
        'findings_closed' as metric, city, closed_on as day, closed_by_seq as seq, 1 as amount,
        json_object('finding', finding, 'kind', kind, 'verdict', verdict) as dimensions
    from findings
    where closed_on is not null
    union all
    select
        'findings_open' as metric, city, raised_on as day, seq, 1 as amount,
        json_object('finding', finding, 'kind', kind, 'flow', 'in') as dimensions
    from findings
    union all
    select
        'findings_open' as metric, city, closed_on as day, closed_by_seq as seq, -1 as amount,
        json_object('finding', finding, 'kind', kind, 'flow', 'out') as dimensions
    from findings
    where closed_on is not null
    union all
    select
        'findings_overdue' as metric, city, due_on + 1 as day, seq, 1 as amount,
        json_object('finding', finding, 'kind', kind, 'flow', 'in') as dimensions
    from findings
    where settled_on is null or settled_on > due_on
    union all
    select
        'findings_overdue' as metric, city, settled_on as day, settled_by_seq as seq, -1 as amount,
        json_object('finding', finding, 'kind', kind, 'flow', 'out') as dimensions
    from findings
    where settled_on > due_on
    union all
    select
        'exemptions_claimed' as metric, city, claimed_on as day, claimed_by_seq as seq, 1 as amount,
        json_object('finding', finding, 'kind', kind) as dimensions
    from findings
    where claimed_on is not null
    union all
    select
        if(verdict = 'exempted', 'exemptions_granted', 'exemptions_refused') as metric, city, closed_on as day, closed_by_seq as seq,
        1 as amount,
        json_object(
            'finding', finding, 'kind', kind, 'is_provided_for',
            coalesce({{ rule('exemption_is_possible', 'boolean', 'findings.closed_on', 'findings.city') }}, false)
        ) as dimensions
    from findings
    where claimed_on is not null and closed_on is not null and verdict <> 'withdrawn'
)

select
    metric,
    city,
    {{ reporting_month('findings_raised', 'day') }} as period,
    city as subject,
    seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }} or metric in ('findings_open', 'findings_overdue')
