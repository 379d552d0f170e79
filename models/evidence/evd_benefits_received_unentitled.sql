-- One row per touched person, item and month in which a benefit was received that no ground known here gives.
-- 享受政策而不符合条件的线索 (辽政办发〔2016〕75号 七(十七); 冀人社发〔2018〕38号 七 虚报冒领): what is given by the month must have a ground in its first and its last
-- month, what is given once must have one by that day, and while it lasts where the pack says so. Only items on which the packs
-- rule in that city, and that are not open to all or judged elsewhere (`receipt_not_judged.<item>`). A lead for a human check, never a verdict: a ground may not have been reported, and who is near
-- retirement may receive longer.
with ruled as (
    select
        *,
        is_monthly or exists (
            select 1
            from {{ ref('rules') }} as r
            where
                r.rule = 'benefit_within_ground.' || received.item
                and r.city in (received.city, '{{ var("province") }}')
                and received.granted_on between r.valid_from and r.valid_to
        ) as is_within
    from {{ ref('int_persons__benefits_received') }} as received
    where exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'entitled_on.' || received.item
            and r.city in (received.city, '{{ var("province") }}')
            and received.granted_on between r.valid_from and r.valid_to
    )
    and not exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'receipt_not_judged.' || received.item
            and r.city in (received.city, '{{ var("province") }}')
            and received.granted_on between r.valid_from and r.valid_to
    )
),

grounded as (
    select person, item
    from {{ ref('int_persons__benefits_entitled') }}
    group by person, item
),

unentitled as (
    select
        ruled.*,
        grounded.person is not null as has_ground
    from ruled
    left join grounded on ruled.person = grounded.person and ruled.item = grounded.item
    where not exists (
        select 1
        from {{ ref('int_persons__benefits_entitled') }} as entitled
        where
            entitled.person = ruled.person
            and entitled.item = ruled.item
            and entitled.since_on <= ruled.first_month_until
            and (not ruled.is_within or coalesce(entitled.until_on, date '9999-12-31') >= ruled.last_month_from)
    )
    qualify row_number() over (
        partition by ruled.person, ruled.item, date_trunc('month', ruled.granted_on)
        order by ruled.granted_on, ruled.event_source, ruled.event_id
    ) = 1
)

select
    'benefits_received_unentitled' as metric,
    city,
    {{ reporting_month('benefits_received_unentitled', 'granted_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('item', item, 'lead', case when has_ground then 'other_time' else 'no_ground' end) as dimensions
from unentitled
where granted_on >= {{ rule('ledger_opens_on', 'date', 'granted_on') }}
