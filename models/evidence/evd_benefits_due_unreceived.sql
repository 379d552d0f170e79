-- One row per day on which an item a touched person is entitled to becomes overdue (+1), and on which it is received or the
-- ground ends (−1); their running sum is who is entitled and has not received.
-- 应享未享 (辽政办发〔2016〕75号 七(十七) 让劳动者获得实惠; 冀人社发〔2018〕38号 七): overdue when the dated months to claim have passed since the ground began,
-- the item's own where the packs give it any. What is given on application only is not missed (`due_not_judged.<item>`).
-- Posted ahead (docs/adr/0020). A lead for whoever informs and helps him, not a debt.
with claimed as (
    select
        stretches.*,
        arg_max(claims.value, (claims.rule <> 'benefit_claim_months', claims.city = stretches.city)) as claim_months
    from {{ ref('int_persons__benefits_entitled') }} as stretches
    inner join {{ ref('rules') }} as claims
        on claims.rule in ('benefit_claim_months', 'benefit_claim_months.' || stretches.item)
        and claims.city in (stretches.city, '{{ var("province") }}')
        and stretches.since_on between claims.valid_from and claims.valid_to
    where
        stretches.since_on >= {{ rule('ledger_opens_on', 'date', 'stretches.since_on') }}
        and not exists (
            select 1
            from {{ ref('rules') }} as exempt
            where
                exempt.rule = 'due_not_judged.' || stretches.item
                and exempt.city in (stretches.city, '{{ var("province") }}')
                and stretches.since_on between exempt.valid_from and exempt.valid_to
        )
    group by all
),

entitled as (
    select *, cast(since_on + to_months(cast(claim_months as integer)) as date) as due_on
    from claimed
),

first_received as (
    select
        entitled.seq,
        entitled.item,
        min(received.granted_on) as received_on,
        arg_min(received.seq, (received.granted_on, received.event_source, received.event_id)) as received_seq
    from entitled
    inner join {{ ref('int_persons__benefits_received') }} as received
        on entitled.person = received.person and entitled.item = received.item and entitled.since_on <= received.granted_on
    group by entitled.seq, entitled.item
),

settled as (
    select
        entitled.*,
        least(first_received.received_on, entitled.until_on) as settled_on,
        case
            when first_received.received_on <= coalesce(entitled.until_on, first_received.received_on)
                then first_received.received_seq
            else entitled.seq
        end as settled_by_seq
    from entitled
    left join first_received on entitled.seq = first_received.seq and entitled.item = first_received.item
),

overdue as (
    select * from settled
    where settled_on is null or settled_on > due_on
),

flows as (
    select *, due_on as moved_on, seq as by_seq, 1 as persons, 'in' as flow from overdue
    union all
    select *, settled_on as moved_on, settled_by_seq as by_seq, -1 as persons, 'out' as flow from overdue
    where settled_on is not null
)

select
    'benefits_due_unreceived' as metric,
    city,
    {{ reporting_month('benefits_due_unreceived', 'moved_on') }} as period,
    person as subject,
    by_seq as event_seq,
    cast(persons as decimal(18, 4)) as amount,
    json_object('item', item, 'since', since_on, 'flow', flow) as dimensions
from flows
