-- One row per touched person who retired from, or died in, town employment.
-- 自然减员: retirement, death (长春市 2020-06-29 通知; 人社统EP1 3栏).
select
    'natural_attrition' as metric,
    city,
    {{ reporting_month('natural_attrition', 'left_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    '{}' as dimensions
from {{ ref('int_persons__attrited') }}
where left_on >= {{ rule('ledger_opens_on', 'date', 'left_on') }}
