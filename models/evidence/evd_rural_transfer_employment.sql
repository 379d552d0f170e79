-- One row per rural worker at work outside farming and year (touched persons).
-- 农村劳动力转移就业 (商洛市政府办 2012-06-01 六).
select
    'rural_transfer_employment' as metric,
    city,
    {{ reporting_month('rural_transfer_employment', 'transferred_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('transfer_to', transfer_to, 'is_organised', is_organised) as dimensions
from {{ ref('int_persons__rural_transferred') }}
where nth_of_year = 1 and transferred_on >= {{ rule('ledger_opens_on', 'date', 'transferred_on') }}
