-- One row per rural worker gone to work outside his county and year (touched persons).
-- 劳务输出 (商洛市政府办 2012-06-01 六).
select
    'labour_export' as metric,
    city,
    {{ reporting_month('labour_export', 'transferred_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('transfer_to', transfer_to, 'is_organised', is_organised) as dimensions
from {{ ref('int_persons__rural_transferred') }}
where is_export and nth_of_kind = 1 and transferred_on >= {{ rule('ledger_opens_on', 'date', 'transferred_on') }}
