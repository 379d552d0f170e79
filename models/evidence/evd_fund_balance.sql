-- One row per movement of money into (+) or out of (−) a city's fund, in 万元; the running sum is the balance.
-- 资金结余 (冀人社发〔2018〕38号 七 有结余的及时调整到资金不足的).
select
    'fund_balance' as metric,
    city,
    {{ reporting_month('fund_balance', 'moved_on') }} as period,
    city as subject,
    seq as event_seq,
    cast(balance_sign * amount_wan_yuan as decimal(18, 4)) as amount,
    json_object('fund', fund, 'movement', movement) as dimensions
from {{ ref('int_cities__fund_movements') }}
where balance_sign <> 0
