-- One row per benefit that a touched person received in another amount than the standard of its item.
-- 补贴标准 (鸡西市 2018-05-22 四(十一) 求职创业补贴标准提高至1000元; 三(九) 每吸纳1名给予1000元奖补): what has a standard (`benefit_standard_yuan.<item>`) in
-- that city, or in the province, is given in that amount. A lead for a human check: part may be paid elsewhere.
with standards as (
    select
        received.*,
        cast(arg_min(r.value, cast(r.city <> received.city as integer)) as decimal(18, 4)) as standard_yuan
    from {{ ref('int_persons__benefits_received') }} as received
    inner join {{ ref('rules') }} as r
        on r.rule = 'benefit_standard_yuan.' || received.item
        and r.city in (received.city, '{{ var("province") }}')
        and received.granted_on between r.valid_from and r.valid_to
    group by all
)

select
    'benefits_off_standard' as metric,
    city,
    {{ reporting_month('benefits_off_standard', 'granted_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('item', item, 'lead', case when amount_yuan > standard_yuan then 'above' else 'below' end) as dimensions
from standards
where amount_yuan <> standard_yuan and granted_on >= {{ rule('ledger_opens_on', 'date', 'granted_on') }}
