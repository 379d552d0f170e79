-- One row per worker in scope who got the services owed (touched persons).
-- 服务达标 (冀人社发〔2018〕38号 四: 至少3次岗位推荐和1次职业指导、就业服务、职业培训).
select
    'service_guaranteed' as metric,
    city,
    {{ reporting_month('service_guaranteed', 'guaranteed_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('programme_year', programme_year) as dimensions
from {{ ref('int_workers__guaranteed') }}
where guaranteed_on >= {{ rule('ledger_opens_on', 'date', 'guaranteed_on') }}
