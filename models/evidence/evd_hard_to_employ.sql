-- One row per opening (+1) and closing (−1) of a touched person's certification as hard to employ; their running sum is the stock.
-- 期末就业困难人员 = 期初 + 认定 − 退出 (就业促进法 52; 台账三).
with spells as (
    select * from {{ ref('int_persons__hard_to_employ') }}
)

select
    'hard_to_employ' as metric,
    city,
    {{ reporting_month('hard_to_employ', 'certified_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('flow', 'in', 'category', category) as dimensions
from spells
union all
select
    'hard_to_employ' as metric,
    city,
    {{ reporting_month('hard_to_employ', 'exited_on') }} as period,
    person as subject,
    exited_by_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('flow', 'out', 'reason', exit_reason) as dimensions
from spells
where exited_on is not null
