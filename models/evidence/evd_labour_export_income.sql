-- One row per record of labour export with its income, in 万元 (touched persons).
-- 劳务输出经济收入 (商洛市政府办 2012-06-01 六): every record's income, also of a second time away in the year.
select
    'labour_export_income' as metric,
    city,
    {{ reporting_month('labour_export_income', 'transferred_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(income_yuan / 10000 as decimal(18, 4)) as amount,
    json_object('transfer_to', transfer_to, 'is_organised', is_organised) as dimensions
from {{ ref('int_persons__rural_transferred') }}
where is_export and income_yuan > 0 and transferred_on >= {{ rule('ledger_opens_on', 'date', 'transferred_on') }}
