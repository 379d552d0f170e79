-- One row per benefit that a touched person received again within the time for which the rule allows it once.
-- 重复享受的线索 (冀人社发〔2018〕38号 七 虚报冒领; 鸡西市 2018-05-22 三(九) 一次性创业补贴): for the same month, in the same year or ever, as `benefit_once_in.<item>`
-- says; the later of the two counts, wherever it was given. A lead for a human check, never a verdict.
with received as (
    select * from {{ ref('int_persons__benefits_received') }}
),

allowed as (
    select
        received.*,
        arg_min(r.value, cast(r.city <> received.city as integer)) as once_in
    from received
    inner join {{ ref('rules') }} as r
        on r.rule = 'benefit_once_in.' || received.item
        and r.city in (received.city, '{{ var("province") }}')
        and received.granted_on between r.valid_from and r.valid_to
    group by all
)

select
    'benefits_duplicated' as metric,
    city,
    {{ reporting_month('benefits_duplicated', 'granted_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('item', item, 'once_in', once_in) as dimensions
from allowed
where
    granted_on >= {{ rule('ledger_opens_on', 'date', 'granted_on') }}
    and exists (
        select 1
        from received as earlier
        where
            earlier.person = allowed.person
            and earlier.item = allowed.item
            and (earlier.granted_on, earlier.event_source, earlier.event_id)
            < (allowed.granted_on, allowed.event_source, allowed.event_id)
            and case allowed.once_in
                when 'ever' then true
                when 'year' then year(earlier.granted_on) = year(allowed.granted_on)
                when 'month' then earlier.from_on <= allowed.to_on and allowed.from_on <= earlier.to_on
            end
    )
