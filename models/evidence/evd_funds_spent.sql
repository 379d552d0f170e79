-- One row per sum of a fund spent in a city, in 万元.
-- 资金支出 (冀人社发〔2018〕38号 七; 商洛市政府办 2012-06-01 三).
select
    'funds_spent' as metric,
    city,
    {{ reporting_month('funds_spent', 'moved_on') }} as period,
    city as subject,
    seq as event_seq,
    amount_wan_yuan as amount,
    json_object('fund', fund, 'detail', detail) as dimensions
from {{ ref('int_cities__fund_movements') }}
where movement = 'spent' and moved_on >= {{ rule('ledger_opens_on', 'date', 'moved_on') }}
