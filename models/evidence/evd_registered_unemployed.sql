-- One row per opening (+1) and closing (−1) of a touched person's registered unemployment; their running sum is the stock.
-- 期末实有城镇登记失业人数 = 期初 + 登记 − 注销 (人社厅发〔2020〕3号; 02表).
with spells as (
    select * from {{ ref('int_persons__unemployment_spells') }}
)

select
    'registered_unemployed' as metric,
    city,
    {{ reporting_month('registered_unemployed', 'registered_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('flow', 'in') as dimensions
from spells
union all
select
    'registered_unemployed' as metric,
    city,
    {{ reporting_month('registered_unemployed', 'closed_on') }} as period,
    person as subject,
    closed_by_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('flow', 'out') as dimensions
from spells
where closed_on is not null
